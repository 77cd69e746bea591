// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
/** Small programs that the tests run with the agent. */
package io.asrole.agent.it.targets;
