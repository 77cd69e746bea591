// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.attach;

import io.asrole.AsroleException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The agent's answer to a request.
 *
 * @param version the version of the agent in the JVM, which stays when a newer jar is attached
 * @param hooked the number of SDK classes that return the role's credentials
 * @param notHooked the number of SDK classes that may return other credentials
 * @param hasOthersKeys whether the JVM's environment has keys that asrole did not put there
 * @param status the agent's state, such as {@code active ROLE until 2026-11-25T12:10:03Z}
 */
public record AgentAnswer(
    String version, int hooked, int notHooked, boolean hasOthersKeys, String status) {

  private static final Pattern USABLE = Pattern.compile("(?:idle|active)( .* until (\\S+Z))");

  /**
   * The agent's state, corrected to {@code expired} if its expiration has passed: the JVM may have
   * been stopped, or the agent may not have checked the time yet.
   */
  public static String statusAt(String status, Instant now) {
    Matcher usable = USABLE.matcher(status);
    try {
      return usable.matches() && !Instant.parse(usable.group(2)).isAfter(now)
          ? "expired" + usable.group(1)
          : status;
    } catch (DateTimeException e) {
      return status;
    }
  }

  /** Parses {@code ok VERSION HOOKED NOT_HOOKED [keys]}; throws for {@code failed SENTENCE}. */
  static AgentAnswer read(String answer, String status) throws AsroleException {
    String[] words = answer.split(" ", -1);
    if (answer.matches("ok \\S+ \\d{1,6} \\d{1,6}( keys)?")) {
      return new AgentAnswer(
          words[1],
          Integer.parseInt(words[2]),
          Integer.parseInt(words[3]),
          words.length > 4,
          status);
    }
    String failed = "failed ";
    throw AsroleException.refused(
        answer.startsWith(failed) ? answer.substring(failed.length()) : answer);
  }
}
