// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.agent;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The agent's lines on the role's state, each as often as an operator needs it. */
final class StatusLog {
  /** How often it is said that calls fail. */
  private static final Duration AGAIN = Duration.ofMinutes(10);

  /** How often a reason is said that is another one with each failure. */
  private static final Duration OTHER_REASON = Duration.ofMinutes(1);

  private final Clock clock;
  private final Log log;
  private @Nullable String reason;
  private @Nullable Instant reasonSaid;
  private @Nullable Instant endSaid;

  StatusLog(Clock clock, Log log) {
    this.clock = clock;
    this.log = log;
  }

  /** Another role's lines are not repeated. */
  void forget() {
    reason = null;
    reasonSaid = null;
    endSaid = null;
  }

  /** The role is there. */
  void has(@Nullable String role, Credentials credentials) {
    log.say(
        "this JVM uses the role " + role + " until " + credentials.end() + "; the agent renews it");
  }

  /** Copies of SDKs were hooked. */
  void hooked(List<String> copies) {
    for (String copy : copies) {
      log.say("hooked the AWS SDK " + copy);
    }
  }

  /** The same reason is said once, however often it holds. */
  void fails(@Nullable String role, @Nullable Credentials inUse, String why) {
    Instant now = clock.instant();
    if (why.equals(reason) || isSince(reasonSaid, OTHER_REASON, now)) {
      return;
    }
    reason = why;
    reasonSaid = now;
    log.say(
        inUse == null
            ? "no credentials for " + role + " yet: " + why
            : "cannot refresh the credentials for "
                + role
                + ", which "
                + (inUse.expiration.isAfter(now) ? "expire " : "expired ")
                + inUse.end()
                + ": "
                + why);
  }

  /** What was wrong before is over. */
  void succeeds(@Nullable String role) {
    log.say("the credentials for " + role + " are refreshed again");
    forget();
  }

  /** The credentials have ended; said again from time to time. */
  void ended(@Nullable String role, Credentials credentials, @Nullable String why) {
    Instant now = clock.instant();
    if (isSince(endSaid, AGAIN, now)) {
      return;
    }
    endSaid = now;
    log.say(
        "the credentials for "
            + role
            + " expired "
            + credentials.end()
            + ": AWS rejects this JVM's calls with ExpiredToken until they are refreshed"
            + (why == null ? "" : "; last error: " + why));
  }

  /** The bean cannot be had. */
  void noBean(Throwable problem) {
    log.say("cannot register the MBean " + Bean.NAME + ": " + problem);
  }

  private static boolean isSince(@Nullable Instant said, Duration ago, Instant now) {
    return said != null && !now.isBefore(said) && now.isBefore(said.plus(ago));
  }
}
