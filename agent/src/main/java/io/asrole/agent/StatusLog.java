// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.agent;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Prints the agent's lines about the state of the role and limits how often each is repeated. */
final class StatusLog {
  /** The interval of the line that the credentials have expired. */
  private static final Duration EXPIRED_INTERVAL = Duration.ofMinutes(10);

  /** The shortest interval between different reasons. */
  private static final Duration REASON_INTERVAL = Duration.ofMinutes(1);

  private final Clock clock;
  private final Log log;
  private @Nullable String reason;
  private @Nullable Instant reasonPrinted;
  private @Nullable Instant expiredPrinted;

  StatusLog(Clock clock, Log log) {
    this.clock = clock;
    this.log = log;
  }

  /** Forgets what was printed, because the role has changed or is refreshed again. */
  void reset() {
    reason = null;
    reasonPrinted = null;
    expiredPrinted = null;
  }

  /** The first credentials of the role are in use. */
  void roleInUse(@Nullable String role, Credentials credentials) {
    log.print(
        "this JVM uses the role "
            + role
            + " until "
            + credentials.formatExpiration()
            + "; the agent renews it");
  }

  /** Classes were hooked, or cannot be: {@code hooked the AWS SDK a.b in auth-2.57.8.jar}. */
  void classesFound(List<String> lines) {
    for (String line : lines) {
      log.print(line);
    }
  }

  /** A refresh failed. The same reason is printed once, a different one at most once a minute. */
  void refreshFailed(@Nullable String role, @Nullable Credentials inUse, String why) {
    Instant now = clock.instant();
    if (why.equals(reason) || isWithin(reasonPrinted, REASON_INTERVAL, now)) {
      return;
    }
    reason = why;
    reasonPrinted = now;
    log.print(
        inUse == null
            ? "no credentials for " + role + " yet: " + why
            : "cannot refresh the credentials for "
                + role
                + ", which "
                + (inUse.expiration.isAfter(now) ? "expire " : "expired ")
                + inUse.formatExpiration()
                + ": "
                + why);
  }

  /** A refresh succeeded after failures. */
  void refreshSucceeded(@Nullable String role) {
    log.print("the credentials for " + role + " are refreshed again");
    reset();
  }

  /** The credentials in use have expired. Printed again every ten minutes. */
  void credentialsExpired(@Nullable String role, Credentials credentials, @Nullable String why) {
    Instant now = clock.instant();
    if (isWithin(expiredPrinted, EXPIRED_INTERVAL, now)) {
      return;
    }
    expiredPrinted = now;
    log.print(
        "the credentials for "
            + role
            + " expired "
            + credentials.formatExpiration()
            + ": AWS rejects this JVM's calls with ExpiredToken until they are refreshed"
            + (why == null ? "" : "; last error: " + why));
  }

  /** The MBean cannot be registered. */
  void mbeanFailed(Throwable problem) {
    log.print("cannot register the MBean " + DescribedMBean.NAME + ": " + problem);
  }

  private static boolean isWithin(@Nullable Instant printed, Duration interval, Instant now) {
    return printed != null && !now.isBefore(printed) && now.isBefore(printed.plus(interval));
  }
}
