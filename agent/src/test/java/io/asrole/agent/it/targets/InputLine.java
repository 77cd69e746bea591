// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.agent.it.targets;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * The line on standard input with which a test ends its program; the end of the input does so too.
 */
final class InputLine {
  private final CountDownLatch read = new CountDownLatch(1);

  private InputLine() {}

  /** Starts to read standard input. */
  static InputLine expect() {
    InputLine line = new InputLine();
    Thread reader = new Thread(line::read, "standard input");
    reader.setDaemon(true);
    reader.start();
    return line;
  }

  private void read() {
    try {
      System.in.read();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      read.countDown();
    }
  }

  /** Whether the line has come; waits for it, but no longer than this. */
  boolean comesWithin(long milliseconds) throws InterruptedException {
    return read.await(milliseconds, TimeUnit.MILLISECONDS);
  }
}
