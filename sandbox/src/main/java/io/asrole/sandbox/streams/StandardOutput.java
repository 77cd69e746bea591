// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.sandbox.streams;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;

/** Standard output that throws write errors. A PrintWriter hides an IOException. */
public final class StandardOutput extends OutputStream {
  private final OutputStream out = new FileOutputStream(FileDescriptor.out);

  private StandardOutput() {}

  /**
   * Creates a writer to standard output that writes each line at once. Its methods throw
   * UnwrittenException.
   */
  public static PrintWriter writer() {
    return new PrintWriter(
        new OutputStreamWriter(new StandardOutput(), Charset.defaultCharset()), true);
  }

  @Override
  public void write(int b) {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) {
    try {
      out.write(bytes, offset, length);
    } catch (IOException e) {
      throw new UnwrittenException(String.valueOf(e.getMessage()), isPipe(), e);
    }
  }

  /** Closes the pipe or the file. Java opens /dev/null in its place. */
  @Override
  public void close() throws IOException {
    out.close();
  }

  /**
   * Whether standard output is a pipe or a socket. A write to one of these fails for no other
   * reason than that the reader has closed it. The system's text of that error depends on the
   * locale.
   */
  private static boolean isPipe() {
    try {
      String target = Files.readSymbolicLink(Path.of("/proc/self/fd/1")).toString();
      return target.startsWith("pipe:") || target.startsWith("socket:");
    } catch (IOException e) {
      return false;
    }
  }
}
