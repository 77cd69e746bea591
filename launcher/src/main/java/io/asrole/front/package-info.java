// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
/**
 * The contract between the script {@code bin/asrole} and Java: the plain call, the names of the
 * subcommands, the variables and files that determine the session of a warm start, the warm files
 * themselves, and Java's answer to the script.
 */
@NullMarked
package io.asrole.front;

import org.jspecify.annotations.NullMarked;
