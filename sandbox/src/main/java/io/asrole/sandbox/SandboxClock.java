// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.sandbox;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * The clock of a sandbox. It runs with the machine's clock, and a test can move it forward to let
 * sessions, the instance's credentials and metadata tokens expire.
 *
 * <p>The date of a signature is still compared with the machine's clock. So a client on this
 * machine can go on signing requests after the sandbox's clock was moved.
 */
public final class SandboxClock implements InstantSource {
  private final InstantSource machine;
  private Duration ahead = Duration.ZERO;

  SandboxClock(InstantSource machine) {
    this.machine = machine;
  }

  /**
   * Moves the clock forward. It cannot be moved back, as sessions would come back to life.
   *
   * @throws IllegalArgumentException if the duration is negative
   */
  public synchronized void advance(Duration by) {
    if (by.isNegative()) {
      throw new IllegalArgumentException("the clock cannot be moved back by " + by.negated());
    }
    ahead = ahead.plus(by);
  }

  @Override
  public synchronized Instant instant() {
    return machine.instant().plus(ahead);
  }
}
