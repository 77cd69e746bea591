// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
/**
 * The start of a command as a role: request, source credentials, AssumeRole, session store,
 * environment of the child, exec. It knows neither picocli nor the agent's inside.
 */
@NullMarked
package io.asrole.start;

import org.jspecify.annotations.NullMarked;
