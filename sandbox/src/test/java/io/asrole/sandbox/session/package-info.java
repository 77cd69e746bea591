// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
/** Tests of this room. */
@NullMarked
package io.asrole.sandbox.session;

import org.jspecify.annotations.NullMarked;
