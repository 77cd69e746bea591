// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.posix;

import java.io.IOException;

/**
 * Whether the standard streams are terminals.
 *
 * @see <a href="https://man7.org/linux/man-pages/man3/isatty.3.html">isatty(3)</a>
 */
public final class Terminal {
  private Terminal() {}

  /** Whether standard output is a terminal. */
  public static boolean isOutput() {
    return isTerminal(1);
  }

  /** Whether standard error is a terminal. */
  public static boolean isError() {
    return isTerminal(2);
  }

  /** Decides by the name of the device, which costs less than loading JNA for isatty(3). */
  private static boolean isTerminal(int descriptor) {
    try {
      String name = Proc.descriptorTarget(descriptor);
      return name.startsWith("/dev/pts/")
          || name.startsWith("/dev/tty")
          || name.equals("/dev/console");
    } catch (IOException e) {
      return false;
    }
  }
}
