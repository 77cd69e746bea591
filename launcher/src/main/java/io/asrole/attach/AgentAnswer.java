// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.attach;

import io.asrole.AsroleException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the agent answered.
 *
 * @param version that of the agent in the JVM, which a later jar does not replace
 * @param hooked how many classes of SDKs have the role
 * @param notHooked how many may resolve credentials past it
 * @param hasOthersKeys whether the JVM's environment has keys that asrole did not put there
 * @param status what the agent says of itself
 */
public record AgentAnswer(
    String version, int hooked, int notHooked, boolean hasOthersKeys, String status) {

  private static final Pattern USABLE = Pattern.compile("(?:idle|active)( .* until (\\S+Z))");

  /**
   * What an agent says of itself, such as {@code active ROLE until 2026-11-25T12:10:03Z}, as it is
   * by the clock: the JVM may have been stopped, or its agent not have looked at the clock yet.
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

  /** Reads {@code ok VERSION HOOKED NOT_HOOKED [keys]} or {@code failed SENTENCE}. */
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
