// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.attach;

import io.asrole.AsroleException;

/**
 * What the agent answered.
 *
 * @param version that of the agent in the JVM, which a later jar does not replace
 * @param hooked how many classes of SDKs have the role
 * @param notHooked how many may resolve credentials past it
 * @param status what the agent says of itself
 */
public record AgentAnswer(String version, int hooked, int notHooked, String status) {

  /** Reads {@code ok VERSION HOOKED NOT_HOOKED} or {@code failed SENTENCE}. */
  static AgentAnswer read(String answer, String status) throws AsroleException {
    String[] words = answer.split(" ", -1);
    if (answer.matches("ok \\S+ \\d{1,6} \\d{1,6}")) {
      return new AgentAnswer(
          words[1], Integer.parseInt(words[2]), Integer.parseInt(words[3]), status);
    }
    String failed = "failed ";
    throw AsroleException.refused(
        answer.startsWith(failed) ? answer.substring(failed.length()) : answer);
  }
}
