// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.posix;

/**
 * What the kernel records about this process.
 *
 * @param parent the process id of its parent; 0 where it cannot be read
 * @param terminal its controlling terminal as ps(1) names it, such as {@code pts/3}; empty where it
 *     has none
 * @see <a href="https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html">proc_pid_stat(5)</a>
 */
public record ProcessStatus(long parent, String terminal) {
  private static final int PARENT = 1;
  private static final int TERMINAL = 4;
  private static final int CONSOLES = 4;
  private static final int SERIAL_LINES = 64;
  private static final int PSEUDO_TERMINALS = 136;

  /** Reads the present status of this process. */
  public static ProcessStatus readOwn() {
    return parse(Proc.firstLine("/proc/self/stat"));
  }

  /**
   * The uid of the user who logged in, before su and sudo; {@code unset} for a process without a
   * login, such as a cron job.
   */
  public static String loginUid() {
    String uid = Proc.firstLine("/proc/self/loginuid");
    return uid.equals("4294967295") ? "unset" : uid;
  }

  /**
   * Whether execve gives this process no privileges of setuid programs.
   *
   * @see <a
   *     href="https://www.kernel.org/doc/html/latest/userspace-api/no_new_privs.html">no_new_privs</a>
   */
  public static boolean hasNoNewPrivileges() {
    return Proc.field("/proc/self/status", "NoNewPrivs:").orElse("").equals("1");
  }

  /**
   * The largest file that this process may write, in bytes.
   *
   * @see <a href="https://man7.org/linux/man-pages/man2/getrlimit.2.html">RLIMIT_FSIZE</a>
   */
  public static long largestFile() {
    String limits = Proc.field("/proc/self/limits", "Max file size").orElse("unlimited");
    try {
      return Long.parseLong(limits.split(" ", 2)[0]);
    } catch (NumberFormatException e) {
      return Long.MAX_VALUE; // unlimited
    }
  }

  /** Parses the fields after the program's name, which may contain spaces and brackets. */
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
}
