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

/**
 * What {@code --debug} prints, and the warnings that are always printed; a line each, no secret.
 */
public final class Progress {
  private final PrintWriter err;
  private final boolean debug;
  private final @Nullable WaitingLine waiting;

  /** Writes to {@code err}; steps only when {@code debug}. */
  public Progress(PrintWriter err, boolean debug) {
    this.err = err;
    this.debug = debug;
    this.waiting = null;
  }

  /** The same, and on a terminal that says what it can do, what is being waited for. */
  public Progress(PrintWriter err, boolean debug, Map<String, String> environment) {
    String terminal = environment.getOrDefault("TERM", "dumb");
    this.err = err;
    this.debug = debug;
    this.waiting = debug || terminal.equals("dumb") ? null : new WaitingLine(err);
  }

  /** What may take long from now on. */
  public void waitingFor(String what) {
    if (waiting != null) {
      waiting.is(what);
    }
  }

  /** The task's result, at most after so long; tells what is being waited for after a second. */
  public <T> T await(Future<T> task, Duration most)
      throws InterruptedException, ExecutionException, TimeoutException {
    return waiting == null
        ? task.get(most.toMillis(), TimeUnit.MILLISECONDS)
        : waiting.get(task, most);
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
    if (waiting != null) {
      waiting.erase();
    }
    err.print("asrole: " + OneLine.flatten(text) + "\n");
    err.flush();
  }
}
