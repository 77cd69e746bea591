// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.posix;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;

/** Standard output that keeps the last write error, which a PrintWriter would drop. */
public final class StandardOutput extends OutputStream {
  private final OutputStream out = new FileOutputStream(FileDescriptor.out);
  private @Nullable IOException failure;

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    try {
      out.write(bytes, offset, length);
    } catch (IOException e) {
      failure = e;
      throw e;
    }
  }

  /** The system's text of the last write error; empty if no write failed. */
  public String whyUnwritten() {
    return failure == null ? "" : String.valueOf(failure.getMessage());
  }

  /**
   * Whether the reader has closed a pipe or a socket. A write to one of these fails for no other
   * reason, and the system's text of that error depends on the locale.
   */
  public boolean isBrokenPipe() {
    if (failure == null) {
      return false;
    }
    try {
      String target = Proc.descriptorTarget(1);
      return target.startsWith("pipe:") || target.startsWith("socket:");
    } catch (IOException e) {
      return whyUnwritten().equals("Broken pipe");
    }
  }
}
