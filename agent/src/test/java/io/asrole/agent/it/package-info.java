// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
/** The packaged agent in real JVMs, against the sandbox. */
package io.asrole.agent.it;
