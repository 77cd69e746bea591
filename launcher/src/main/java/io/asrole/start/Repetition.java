// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.start;

import io.asrole.AsroleException;
import io.asrole.AsroleException.Kind;
import io.asrole.text.Progress;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeoutException;

/**
 * Repeats a start while AWS does not answer, as at the boot of a host. A refusal by AWS ends it at
 * once.
 */
final class Repetition {
  private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

  private Repetition() {}

  /** One attempt. */
  @FunctionalInterface
  interface Attempt<T> {
    /** Tries with an invocation that has its full time to wait for AWS. */
    T run(Invocation invocation) throws AsroleException;
  }

  /** Tries until it succeeds or fails for another reason, or until {@code most} has passed. */
  static <T> T run(Invocation invocation, Duration most, Progress progress, Attempt<T> attempt)
      throws AsroleException {
    long end = System.nanoTime() + most.toNanos();
    Duration pause = FIRST_PAUSE;
    Invocation current = invocation;
    while (true) {
      try {
        return attempt.run(current);
      } catch (AsroleException e) {
        Duration left = Duration.ofNanos(end - System.nanoTime());
        if (e.kind() != Kind.UNAVAILABLE || left.isNegative() || Thread.interrupted()) {
          throw e;
        }
        progress.step("trying again for " + left.toSeconds() + " s, because " + e.sentence());
        pause(shorter(pause, left), progress);
        pause = shorter(pause.multipliedBy(2), LONGEST_PAUSE);
        current = invocation.withFreshWaits();
      }
    }
  }

  private static Duration shorter(Duration first, Duration second) {
    return first.compareTo(second) < 0 ? first : second;
  }

  /** Waits for a task that never ends, so that a terminal shows the waiting line. */
  private static void pause(Duration pause, Progress progress) {
    try {
      progress.waitingFor("AWS, which does not answer");
      progress.await(new FutureTask<>(() -> null), pause);
    } catch (TimeoutException | ExecutionException e) {
      // the pause is over
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
