// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
/** Small programs that run with the agent; they know nothing of it. */
package io.asrole.agent.it.targets;
