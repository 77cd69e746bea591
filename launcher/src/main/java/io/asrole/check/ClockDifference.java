// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.check;

import java.time.Duration;

/**
 * Reports the difference between the clocks of this host and of AWS.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-troubleshooting.html">IAM:
 *     troubleshoot signed requests</a>
 */
public final class ClockDifference {
  private static final Duration NOTABLE = Duration.ofMinutes(1);

  private ClockDifference() {}

  /** Creates the finding; {@code ahead} is how far AWS's clock is ahead of this host's clock. */
  public static Finding finding(Duration ahead) {
    Duration off = ahead.abs();
    String says =
        off.isZero()
            ? "same as AWS's, to the second"
            : "this host's clock is "
                + off.toSeconds()
                + " s "
                + (ahead.isNegative() ? "ahead of" : "behind")
                + " AWS's";
    return off.compareTo(NOTABLE) < 0
        ? Finding.ok("clock", says)
        : Finding.warn(
            "clock",
            says,
            new Remedy("AWS rejects requests from 5 to 15 minutes on", "sudo chronyc makestep"));
  }
}
