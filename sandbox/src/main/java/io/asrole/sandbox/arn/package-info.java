// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
/** The ARNs of roles, users, sessions and identity providers. */
@NullMarked
package io.asrole.sandbox.arn;

import org.jspecify.annotations.NullMarked;
