// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.text;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * What asrole is waiting for, on a line of the user's terminal: not before it has taken a second,
 * and gone when it is over, with neither colours nor codes that a terminal may not know.
 */
final class WaitingLine {
  private static final long PATIENCE_NANOS = Duration.ofSeconds(1).toNanos();
  private static final long LOOK_NANOS = Duration.ofMillis(200).toNanos();

  /** What the rest of the line leaves of 80 columns. */
  private static final int LONGEST = 50;

  private final PrintWriter err;
  private volatile String what = "";
  private String shown = "";

  WaitingLine(PrintWriter err) {
    this.err = err;
  }

  void is(String what) {
    this.what = what;
  }

  /** The result of the task, at most after so long. */
  <T> T get(Future<T> task, Duration most)
      throws InterruptedException, ExecutionException, TimeoutException {
    long start = System.nanoTime();
    long left = most.toNanos();
    long look = PATIENCE_NANOS;
    try {
      while (true) {
        try {
          return task.get(Math.min(look, left), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
          left = most.toNanos() - (System.nanoTime() - start);
          if (left <= 0) {
            throw e;
          }
        }
        show((System.nanoTime() - start) / 1_000_000_000);
        look = LOOK_NANOS;
      }
    } finally {
      erase();
    }
  }

  private synchronized void show(long seconds) {
    if (what.isEmpty() || !isTerminal()) {
      return;
    }
    String line =
        "asrole: waiting for " + OneLine.shorten(what, LONGEST - 3) + " (" + seconds + " s)";
    if (!line.equals(shown)) {
      erase();
      err.print(line);
      err.flush();
      shown = line;
    }
  }

  /** Leaves the cursor at the beginning of an empty line, where it was. */
  synchronized void erase() {
    if (!shown.isEmpty()) {
      err.print("\r" + " ".repeat(shown.length()) + "\r");
      err.flush();
      shown = "";
    }
  }

  /** Of standard error; asked when there is something to show only. */
  private static boolean isTerminal() {
    try {
      String device = Files.readSymbolicLink(Path.of("/proc/self/fd/2")).toString();
      return device.startsWith("/dev/pts/")
          || device.startsWith("/dev/tty")
          || device.equals("/dev/console");
    } catch (IOException | UnsupportedOperationException e) {
      return false;
    }
  }
}
