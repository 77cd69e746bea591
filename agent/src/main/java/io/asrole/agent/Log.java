// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.agent;

import java.io.PrintStream;
import java.time.Clock;

/**
 * The agent's lines on standard error; logging frameworks are the application's own, and must not
 * be woken before it does.
 */
final class Log {
  private final PrintStream stream;
  private final Clock clock;

  Log(PrintStream stream, Clock clock) {
    this.stream = stream;
    this.clock = clock;
  }

  /** Prints a sentence with the time. */
  void say(String sentence) {
    stream.println("asrole: " + Timestamp.of(clock.instant()) + " " + sentence);
  }

  /** Prints why the application is not started, as a command says why it failed. */
  void refuse(String sentence) {
    stream.println("asrole: " + sentence);
  }
}
