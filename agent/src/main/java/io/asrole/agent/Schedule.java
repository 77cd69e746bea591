// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.agent;

import java.time.Duration;
import java.time.Instant;

/** When the credential process is asked again. */
final class Schedule {
  /** A third of an hour: when asrole renews an hour's session, which may have been had late. */
  private static final Duration THIRD_OF_AN_HOUR = Duration.ofMinutes(20);

  private static final Duration SHORTEST = Duration.ofSeconds(1);
  private static final Duration LONGEST_BACKOFF = Duration.ofSeconds(30);

  private Schedule() {}

  /**
   * How long after credentials were had: to when a third is left, and a little later in one JVM
   * than in another ({@code jitter} is 0 to 1), so that they do not all ask at once.
   */
  static Duration afterSuccess(Instant now, Credentials credentials, double jitter) {
    Duration left = Duration.between(now, credentials.expiration);
    Duration rest = left.dividedBy(3);
    if (rest.compareTo(THIRD_OF_AN_HOUR) < 0 && left.compareTo(THIRD_OF_AN_HOUR) > 0) {
      rest = THIRD_OF_AN_HOUR;
    }
    return atLeastShortest(left.minus(rest).plus(scaled(rest, jitter / 10)));
  }

  /** How long after the same credentials were had again: they could not be renewed, or not yet. */
  static Duration afterNoChange(Instant now, Credentials credentials) {
    return atLeastShortest(Duration.between(now, credentials.expiration).dividedBy(6));
  }

  /** How long after that many failures in a row: 1, 2, 4 ... 30 s, give or take a fifth. */
  static Duration afterFailure(int failures, double jitter) {
    Duration backoff = SHORTEST.multipliedBy(1L << Math.min(failures - 1, 5));
    return scaled(
        backoff.compareTo(LONGEST_BACKOFF) < 0 ? backoff : LONGEST_BACKOFF, 0.8 + 0.4 * jitter);
  }

  private static Duration scaled(Duration duration, double factor) {
    return Duration.ofMillis((long) (duration.toMillis() * factor));
  }

  private static Duration atLeastShortest(Duration duration) {
    return duration.compareTo(SHORTEST) < 0 ? SHORTEST : duration;
  }
}
