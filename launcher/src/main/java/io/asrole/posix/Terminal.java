// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.posix;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Whether the standard streams are terminals.
 *
 * @see <a href="https://man7.org/linux/man-pages/man3/isatty.3.html">isatty(3)</a>
 */
public final class Terminal {
  private static final String DESCRIPTORS = "/proc/self/fd/";
  private static final String OUTPUT = DESCRIPTORS + 1;
  private static final int DEFAULT_COLUMNS = 80;

  /** Lines and columns: {@code 24 80}. A terminal that was given no size has {@code 0 0}. */
  private static final Pattern SIZE = Pattern.compile("\\d+ ([1-9]\\d{0,4})\n");

  private Terminal() {}

  /** Whether standard output is a terminal. */
  public static boolean isOutput() {
    return isTerminal(1);
  }

  /** Whether standard error is a terminal. */
  public static boolean isError() {
    return isTerminal(2);
  }

  /** How many columns the terminal at standard output has; 80 where stty(1) does not know. */
  public static int columns() {
    try {
      Process stty =
          new ProcessBuilder("/bin/stty", "size").redirectInput(new File(OUTPUT)).start();
      String size = new String(stty.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
      Matcher known = SIZE.matcher(size);
      return known.matches() ? Integer.parseInt(known.group(1)) : DEFAULT_COLUMNS;
    } catch (IOException e) {
      return DEFAULT_COLUMNS;
    }
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
