// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.setup;

/** How a service gets its role. */
public enum ServiceForm {
  /** The agent for a service that is certainly a JVM, else {@link #REFRESH}. */
  AUTO,
  /** The agent, by the variable JAVA_TOOL_OPTIONS. */
  AGENT,
  /** {@code asrole --refresh} in front of the command. */
  REFRESH
}
