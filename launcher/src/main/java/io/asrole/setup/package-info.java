// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
/** Prints the IAM resources that a role needs, as commands or templates. */
@NullMarked
package io.asrole.setup;

import org.jspecify.annotations.NullMarked;
