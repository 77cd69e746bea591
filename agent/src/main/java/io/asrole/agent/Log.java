// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.agent;

import java.io.PrintStream;

/**
 * The agent's lines on standard error; logging frameworks are the application's own, and must not
 * be woken before it does.
 */
final class Log {
  private final PrintStream stream;

  Log(PrintStream stream) {
    this.stream = stream;
  }

  void say(String sentence) {
    stream.println("asrole: " + sentence);
  }
}
