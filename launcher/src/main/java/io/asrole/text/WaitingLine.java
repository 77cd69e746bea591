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
 * A line on the user's terminal that says what asrole is waiting for. The line appears after one
 * second and is erased afterwards. It has no colours and no escape sequences.
 */
final class WaitingLine {
  private static final long PATIENCE_NANOS = Duration.ofSeconds(1).toNanos();
  private static final long LOOK_NANOS = Duration.ofMillis(200).toNanos();

  /** The columns that remain for the text on a line of 80 columns. */
  private static final int LONGEST = 50;

  private final PrintWriter err;
  private volatile String what = "";
  private String shown = "";

  WaitingLine(PrintWriter err) {
    this.err = err;
  }

  /** Sets what asrole is waiting for. */
  void setSubject(String what) {
    this.what = what;
  }

  /** Waits for the task's result, no longer than {@code most}. */
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

  /** Overwrites the line with spaces and returns the cursor to its beginning. */
  synchronized void erase() {
    if (!shown.isEmpty()) {
      err.print("\r" + " ".repeat(shown.length()) + "\r");
      err.flush();
      shown = "";
    }
  }

  /** Whether standard error is a terminal; checked only if there is something to show. */
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
