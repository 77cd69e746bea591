// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.text;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Prints the steps that {@code --debug} asks for, and warnings; one line each, without secrets. */
public final class Progress {
  private final PrintWriter err;
  private final boolean debug;
  private final @Nullable WaitingLine waiting;

  /** Prints to {@code err}; prints steps only if {@code debug}. */
  public Progress(PrintWriter err, boolean debug) {
    this.err = err;
    this.debug = debug;
    this.waiting = null;
  }

  /** As above, and shows on a terminal (TERM is set and not dumb) what asrole is waiting for. */
  public Progress(PrintWriter err, boolean debug, Map<String, String> environment) {
    String terminal = environment.getOrDefault("TERM", "dumb");
    this.err = err;
    this.debug = debug;
    this.waiting = debug || terminal.equals("dumb") ? null : new WaitingLine(err);
  }

  /** Sets the text for the waiting line, such as {@code STS in us-east-1}. */
  public void waitingFor(String what) {
    if (waiting != null) {
      waiting.setSubject(what);
    }
  }

  /** Waits for the task's result; shows the waiting line after a second. */
  public <T> T await(Future<T> task, Duration most)
      throws InterruptedException, ExecutionException, TimeoutException {
    return waiting == null
        ? task.get(most.toMillis(), TimeUnit.MILLISECONDS)
        : waiting.get(task, most);
  }

  /** Prints a step if {@code --debug} is given. */
  public void step(String sentence) {
    if (debug) {
      line("debug: " + sentence);
    }
  }

  /** Prints a warning; the command still starts. */
  public void warn(String sentence) {
    line("warning: " + sentence);
  }

  private void line(String text) {
    if (waiting != null) {
      waiting.erase();
    }
    err.print("asrole: " + OneLine.flatten(text) + "\n");
    err.flush();
  }
}
