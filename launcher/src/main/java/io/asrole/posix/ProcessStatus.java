// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.posix;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What the kernel keeps of this process.
 *
 * @param parent its parent's id; 0 where it cannot be told
 * @param terminal its controlling terminal as ps names it; empty where it has none
 * @see <a href="https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html">proc_pid_stat(5)</a>
 */
public record ProcessStatus(long parent, String terminal) {
  private static final int PARENT = 1;
  private static final int TERMINAL = 4;
  private static final int CONSOLES = 4;
  private static final int SERIAL_LINES = 64;
  private static final int PSEUDO_TERMINALS = 136;

  /** Of this process, as it is now. */
  public static ProcessStatus ofSelf() {
    return parse(firstLine("/proc/self/stat"));
  }

  /** Whom the login was of, before su and sudo; {@code unset} outside of one, as cron may be. */
  public static String loginUid() {
    String uid = firstLine("/proc/self/loginuid");
    return uid.equals("4294967295") ? "unset" : uid;
  }

  /** Reads the fields behind the program's name, which may hold anything. */
  static ProcessStatus parse(String stat) {
    String[] fields = stat.substring(stat.lastIndexOf(')') + 1).strip().split(" ", TERMINAL + 2);
    try {
      return new ProcessStatus(
          Long.parseLong(fields[PARENT]), terminal(Integer.parseInt(fields[TERMINAL])));
    } catch (NumberFormatException | ArrayIndexOutOfBoundsException e) {
      return new ProcessStatus(0, "");
    }
  }

  private static String terminal(int device) {
    int major = (device >> 8) & 0xfff;
    int minor = (device & 0xff) | ((device >> 12) & 0xfff00);
    if (device == 0) {
      return "";
    } else if (major >= PSEUDO_TERMINALS && major < PSEUDO_TERMINALS + 8) {
      return "pts/" + ((major - PSEUDO_TERMINALS) * 256 + minor);
    } else if (major == CONSOLES) {
      return minor < SERIAL_LINES ? "tty" + minor : "ttyS" + (minor - SERIAL_LINES);
    }
    return major + ":" + minor;
  }

  private static String firstLine(String file) {
    try {
      return Files.readString(Path.of(file)).strip();
    } catch (IOException e) {
      return "";
    }
  }
}
