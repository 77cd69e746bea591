// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.session;

import java.time.Duration;

/**
 * How long one start may wait, for other starts and for AWS together: 45 s. The wait of the asrole
 * script counts, and so does each hop of a role chain.
 */
public final class WaitBudget {
  private static final Duration IN_ALL = Duration.ofSeconds(45);

  /**
   * For one session. Sources and STS have shorter bounds of their own for services that are silent;
   * this one is for answers that trickle, and for hosts under load.
   */
  private static final Duration FOR_AWS = Duration.ofSeconds(30);

  /** More than a start waits for AWS, so that those who wait for it get its failure first. */
  private static final Duration FOR_ANOTHER_START = FOR_AWS.plusSeconds(5);

  /** What a healthy AWS needs on a slow host: a start that gets less could as well not ask. */
  private static final Duration LEAST_FOR_AWS = Duration.ofSeconds(5);

  private final long start;

  /** Begins now, for a start that has waited for so long already. */
  public WaitBudget(Duration waited) {
    long before = waited.isNegative() ? 0 : waited.toNanos();
    this.start = System.nanoTime() - before;
  }

  /** What is left for another start that opens the same session; zero where nothing is. */
  Duration forAnotherStart() {
    return atLeast(Duration.ZERO, FOR_ANOTHER_START.minus(elapsed()));
  }

  /** What is left for the source credentials and STS. */
  Duration forAws() {
    Duration left = atLeast(LEAST_FOR_AWS, IN_ALL.minus(elapsed()));
    return left.compareTo(FOR_AWS) < 0 ? left : FOR_AWS;
  }

  private Duration elapsed() {
    return Duration.ofNanos(System.nanoTime() - start);
  }

  private static Duration atLeast(Duration least, Duration duration) {
    return duration.compareTo(least) < 0 ? least : duration;
  }
}
