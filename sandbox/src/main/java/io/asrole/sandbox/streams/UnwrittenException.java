// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.sandbox.streams;

/** A write to standard output failed. The message is a sentence for users. */
public final class UnwrittenException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final boolean brokenPipe;

  UnwrittenException(String why, boolean brokenPipe, Throwable cause) {
    super("cannot write to standard output: " + why, cause);
    this.brokenPipe = brokenPipe;
  }

  /** Whether standard output is a pipe that nobody reads, as after {@code | head -n 1}. */
  public boolean isBrokenPipe() {
    return brokenPipe;
  }
}
