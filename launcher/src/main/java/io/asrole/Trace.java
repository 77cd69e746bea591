// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole;

import java.io.PrintWriter;

/**
 * What {@code --debug} prints, and the warnings that are always printed; a line each, no secret.
 */
public final class Trace {
  private final PrintWriter err;
  private final boolean debug;

  /** Writes to {@code err}; steps only when {@code debug}. */
  public Trace(PrintWriter err, boolean debug) {
    this.err = err;
    this.debug = debug;
  }

  /** One step of the way, for {@code --debug}. */
  public void step(String sentence) {
    if (debug) {
      line("debug: " + sentence);
    }
  }

  /** Something the user should know although the command starts. */
  public void warn(String sentence) {
    line("warning: " + sentence);
  }

  private void line(String text) {
    err.print("asrole: " + OneLine.of(text) + "\n");
    err.flush();
  }
}
