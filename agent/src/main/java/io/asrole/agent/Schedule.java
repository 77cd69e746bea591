// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.agent;

import java.time.Duration;
import java.time.Instant;

/**
 * When the credential process is asked again. Reckoned in milliseconds, for Duration multiplies and
 * divides by BigDecimal, which a JVM that starts would have to load.
 */
final class Schedule {
  /** A third of an hour: when asrole renews an hour's session, which may have been had late. */
  private static final long THIRD_OF_AN_HOUR = 20 * 60_000;

  private static final long SHORTEST = 1_000;
  private static final long LONGEST_BACKOFF = 30_000;

  private Schedule() {}

  /**
   * How long after credentials were had: to when a third is left, and a little later in one JVM
   * than in another ({@code jitter} is 0 to 1), so that they do not all ask at once.
   */
  static Duration afterSuccess(Instant now, Credentials credentials, double jitter) {
    long left = left(now, credentials);
    long rest = left > THIRD_OF_AN_HOUR ? Math.max(left / 3, THIRD_OF_AN_HOUR) : left / 3;
    return atLeastShortest(left - rest + (long) (rest * jitter / 10));
  }

  /** How long after the same credentials were had again: they could not be renewed, or not yet. */
  static Duration afterNoChange(Instant now, Credentials credentials) {
    return atLeastShortest(left(now, credentials) / 6);
  }

  /** How long after that many failures in a row: 1, 2, 4 ... 30 s, give or take a fifth. */
  static Duration afterFailure(int failures, double jitter) {
    long backoff = Math.min(SHORTEST << Math.min(failures - 1, 5), LONGEST_BACKOFF);
    return Duration.ofMillis((long) (backoff * (0.8 + 0.4 * jitter)));
  }

  private static long left(Instant now, Credentials credentials) {
    return credentials.expiration.toEpochMilli() - now.toEpochMilli();
  }

  private static Duration atLeastShortest(long millis) {
    return Duration.ofMillis(Math.max(millis, SHORTEST));
  }
}
