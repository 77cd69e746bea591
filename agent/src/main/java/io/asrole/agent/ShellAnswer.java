// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.agent;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/**
 * One stream of the answer to one request, such as {@code asrole-begin 1f.2\n{"Version":
 * 1}\n\nasrole-end 1f.2 0\n}. The stream goes on after it. Bytes before it are skipped: an earlier
 * command may have left a process that prints.
 */
final class ShellAnswer {
  private static final int MAX_OUTPUT = 1 << 16;

  private final InputStream from;
  private final String begin;
  private final String end;

  /** The bytes, one a character, that were read and not skipped. */
  private final StringBuilder bytes = new StringBuilder();

  private boolean hasBegun;
  private boolean isComplete;
  private int status;

  ShellAnswer(InputStream from, String id) {
    this.from = from;
    this.begin = "asrole-begin " + id + "\n";
    this.end = "\nasrole-end " + id + " ";
  }

  /** Reads the bytes that are available, without blocking, and returns their number. */
  int drain() throws IOException {
    byte[] buffer = new byte[Math.min(from.available(), 8192)];
    int length = buffer.length == 0 ? 0 : Math.max(from.read(buffer), 0);
    int searched = Math.max(bytes.length() - end.length() - 4, 0);
    bytes.append(new String(buffer, 0, length, StandardCharsets.ISO_8859_1));
    if (!hasBegun) {
      skipToBegin();
      searched = 0;
    }
    if (hasBegun && !isComplete) {
      findEnd(searched);
    }
    return length;
  }

  /** Whether the command has ended and everything that it printed until then was read. */
  boolean isComplete() {
    return isComplete;
  }

  /** The exit status of the command. */
  int status() {
    return status;
  }

  /** The beginning of what the command printed. */
  String text() {
    String text = bytes.substring(0, Math.min(bytes.length(), MAX_OUTPUT));
    return new String(text.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
  }

  private void skipToBegin() {
    int index = bytes.indexOf(begin);
    hasBegun = index >= 0;
    bytes.delete(
        0, hasBegun ? index + begin.length() : Math.max(bytes.length() - begin.length(), 0));
  }

  private void findEnd(int from) {
    int index = bytes.indexOf(end, from);
    int lineEnd = index < 0 ? -1 : bytes.indexOf("\n", index + 1);
    if (lineEnd >= 0) {
      status = Integer.parseInt(bytes.substring(index + end.length(), lineEnd));
      bytes.setLength(index);
      isComplete = true;
    } else if (bytes.length() > 2 * MAX_OUTPUT) {
      // Bounds what a command that prints for ever takes; the end of the text may begin an end.
      bytes.delete(MAX_OUTPUT, bytes.length() - MAX_OUTPUT / 2);
    }
  }
}
