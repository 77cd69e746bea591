// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.start;

import io.asrole.AsroleException;
import io.asrole.role.Durations;
import io.asrole.session.Need;
import io.asrole.text.EnvironmentVariables;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The options of a start that do not change the session itself.
 *
 * @param agent the agent for a command that is a JVM or starts JVMs; null for none
 * @param refresh the role options for the credential process, from which the command's AWS SDKs get
 *     new credentials; null if the command gets fixed keys
 * @param minRemaining the life that the session must have left; null if the variable
 *     ASROLE_MIN_REMAINING decides
 * @param patience how long the start is repeated while AWS does not answer
 */
public record StartOptions(
    @Nullable AgentFlag agent,
    @Nullable List<String> refresh,
    @Nullable String minRemaining,
    Duration patience) {
  /** A start without options. */
  public static final StartOptions NONE = new StartOptions(null, null, null, Duration.ZERO);

  private static final String MIN_REMAINING = "ASROLE_MIN_REMAINING";

  /** The session that the command needs. */
  Need need(Map<String, String> environment) throws AsroleException {
    String given = minRemaining;
    String where = "--min-remaining";
    if (given == null) {
      given = EnvironmentVariables.firstOf(environment, MIN_REMAINING).orElse(null);
      where = MIN_REMAINING;
    }
    return given == null ? Need.START : new Need(false, Durations.parseAny(given, where));
  }
}
