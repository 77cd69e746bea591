// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.agent;

import java.io.PrintStream;
import java.time.Clock;

/**
 * Prints the agent's lines to standard error. It uses no logging framework, because the application
 * must initialize those itself.
 */
final class Log {
  private final PrintStream stream;
  private final Clock clock;

  Log(PrintStream stream, Clock clock) {
    this.stream = stream;
    this.clock = clock;
  }

  /** Prints a line such as {@code asrole: 2026-11-25T11:10:04Z SENTENCE}. */
  void print(String sentence) {
    stream.println("asrole: " + Iso8601.format(clock.instant()) + " " + sentence);
  }

  /** Prints why the application is not started: {@code asrole: SENTENCE}, without the time. */
  void printFailure(String sentence) {
    stream.println("asrole: " + sentence);
  }
}
