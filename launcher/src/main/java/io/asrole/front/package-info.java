// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
/**
 * All that the script {@code bin/asrole} and Java agree on: the plain call, the names of the
 * subcommands, the variables and files that decide which session a warm start has, the warm files
 * themselves, and Java's answer to the script.
 */
@NullMarked
package io.asrole.front;

import org.jspecify.annotations.NullMarked;
