// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.agent;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Computes the delay until the next run of the credential process. It computes in milliseconds,
 * because Duration.multipliedBy loads BigDecimal, which slows down the start of the JVM.
 */
final class Schedule {
  /** 20 minutes: asrole renews a session of an hour if less than this is left. */
  private static final long THIRD_OF_AN_HOUR = 20 * 60_000;

  private static final long SHORTEST = 1_000;
  private static final long LONGEST_BACKOFF = 30_000;

  /** After the expiration, when calls fail: about as long as asrole remembers a failure. */
  private static final long LONGEST_BACKOFF_AFTER_EXPIRATION = 5_000;

  private Schedule() {}

  /**
   * The delay after new credentials: until a third of their time is left, but at least 20 minutes
   * of a longer session.
   *
   * @param jitter 0 to 1; a random value keeps many JVMs from refreshing at the same moment
   */
  static Duration delayAfterSuccess(Instant now, Credentials credentials, double jitter) {
    long left = millisLeft(now, credentials);
    long rest = left > THIRD_OF_AN_HOUR ? Math.max(left / 3, THIRD_OF_AN_HOUR) : left / 3;
    return Duration.ofMillis(Math.max(left - rest + (long) (rest * jitter / 10), SHORTEST));
  }

  /** The delay after the credential process printed the same credentials as before. */
  static Duration delayAfterNoChange(Instant now, Credentials credentials) {
    return Duration.ofMillis(Math.max(millisLeft(now, credentials) / 6, SHORTEST));
  }

  /**
   * The delay after a failure: 1, 2, 4 ... 30 seconds, plus or minus a fifth. It does not pass the
   * expiration of the credentials in use. After the expiration it is at most 5 seconds.
   *
   * @param inUse the credentials in use; null if there are none
   * @param failures the number of failures in a row, from 1
   * @param jitter 0 to 1
   */
  static Duration delayAfterFailure(
      Instant now, @Nullable Credentials inUse, int failures, double jitter) {
    long left = inUse == null ? Long.MAX_VALUE : millisLeft(now, inUse);
    long longest = left > 0 ? LONGEST_BACKOFF : LONGEST_BACKOFF_AFTER_EXPIRATION;
    long backoff = Math.min(SHORTEST << Math.min(failures - 1, 5), longest);
    long delay = (long) (backoff * (0.8 + 0.4 * jitter));
    return Duration.ofMillis(left > 0 ? Math.min(delay, Math.max(left, SHORTEST)) : delay);
  }

  private static long millisLeft(Instant now, Credentials credentials) {
    return credentials.expiration.toEpochMilli() - now.toEpochMilli();
  }
}
