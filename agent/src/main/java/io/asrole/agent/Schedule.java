// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.agent;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * When the credential process is asked again. Reckoned in milliseconds, for Duration multiplies and
 * divides by BigDecimal, which a JVM that starts would have to load.
 */
final class Schedule {
  /** A third of an hour: when asrole renews an hour's session, which may have been had late. */
  private static final long THIRD_OF_AN_HOUR = 20 * 60_000;

  private static final long SHORTEST = 1_000;
  private static final long LONGEST_BACKOFF = 30_000;

  /** While the application's calls fail: about as long as asrole remembers a failure. */
  private static final long LONGEST_BACKOFF_AFTER_THE_END = 5_000;

  private Schedule() {}

  /**
   * How long after credentials were had: to when a third is left, and a little later in one JVM
   * than in another ({@code jitter} is 0 to 1), so that they do not all ask at once.
   */
  static Duration afterSuccess(Instant now, Credentials credentials, double jitter) {
    long left = left(now, credentials);
    long rest = left > THIRD_OF_AN_HOUR ? Math.max(left / 3, THIRD_OF_AN_HOUR) : left / 3;
    return Duration.ofMillis(Math.max(left - rest + (long) (rest * jitter / 10), SHORTEST));
  }

  /** How long after the same credentials were had again: it is not time yet. */
  static Duration afterNoChange(Instant now, Credentials credentials) {
    return Duration.ofMillis(Math.max(left(now, credentials) / 6, SHORTEST));
  }

  /**
   * How long after that many failures in a row: 1, 2, 4 ... 30 s, give or take a fifth; not past
   * the end of the credentials in use, and no more than 5 s once they have ended.
   */
  static Duration afterFailure(
      Instant now, @Nullable Credentials inUse, int failures, double jitter) {
    long left = inUse == null ? Long.MAX_VALUE : left(now, inUse);
    long longest = left > 0 ? LONGEST_BACKOFF : LONGEST_BACKOFF_AFTER_THE_END;
    long backoff = Math.min(SHORTEST << Math.min(failures - 1, 5), longest);
    long delay = (long) (backoff * (0.8 + 0.4 * jitter));
    return Duration.ofMillis(left > 0 ? Math.min(delay, Math.max(left, SHORTEST)) : delay);
  }

  private static long left(Instant now, Credentials credentials) {
    return credentials.expiration.toEpochMilli() - now.toEpochMilli();
  }
}
