// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
/**
 * Starts a command as a role: request, source credentials, AssumeRole, session store, environment
 * of the child, exec. This package depends neither on picocli nor on the agent's classes.
 */
@NullMarked
package io.asrole.start;

import org.jspecify.annotations.NullMarked;
