// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.session;

import java.time.Duration;

/**
 * The time that one start may wait for other starts and for AWS together: 45 s. This includes the
 * wait of the asrole script and each hop of a role chain.
 */
public final class WaitBudget {
  private static final Duration IN_ALL = Duration.ofSeconds(45);

  /**
   * The limit for opening one session. Requests to silent services have shorter time limits; this
   * limit is for answers that come byte by byte, and for hosts under load.
   */
  private static final Duration FOR_AWS = Duration.ofSeconds(30);

  /**
   * Longer than the limit for AWS, so that waiting starts get the failure of the start they wait
   * for.
   */
  private static final Duration FOR_ANOTHER_START = FOR_AWS.plusSeconds(5);

  /** The least time for AWS: what a working AWS may take on a slow host. */
  private static final Duration LEAST_FOR_AWS = Duration.ofSeconds(5);

  private final long start;

  /** A budget that begins now, for a start that has already waited that long. */
  public WaitBudget(Duration waited) {
    long before = waited.isNegative() ? 0 : waited.toNanos();
    this.start = System.nanoTime() - before;
  }

  /** The time left to wait for another start that opens the same session; zero if none is left. */
  Duration forAnotherStart() {
    return atLeast(Duration.ZERO, FOR_ANOTHER_START.minus(elapsed()));
  }

  /** The time left for the source credentials and STS. */
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
