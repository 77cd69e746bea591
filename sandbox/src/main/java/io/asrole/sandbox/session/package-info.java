// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
/** The role sessions that STS opened, and their credentials. */
@NullMarked
package io.asrole.sandbox.session;

import org.jspecify.annotations.NullMarked;
