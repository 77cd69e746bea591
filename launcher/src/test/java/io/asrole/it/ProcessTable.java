// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The processes of this machine, as the kernel lists them.
 *
 * @see <a href="https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html">proc_pid_stat(5)</a>
 */
final class ProcessTable {
  private ProcessTable() {}

  /** A process, its parent and its session, all by their ids. */
  record Entry(long pid, long parent, long session) {}

  static Entry of(long pid) {
    try {
      String stat = text(Path.of("/proc", String.valueOf(pid), "stat"));
      // The name in brackets may hold anything; then come the state and numbers.
      String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
      return new Entry(pid, Long.parseLong(fields[1]), Long.parseLong(fields[3]));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The processes that were started with that variable and value. */
  static List<Entry> withInEnvironment(String variable) {
    return ProcessHandle.allProcesses()
        .map(ProcessHandle::pid)
        .filter(pid -> environment(pid).contains("\0" + variable + "\0"))
        .flatMap(pid -> find(pid).stream())
        .toList();
  }

  private static Optional<Entry> find(long pid) {
    try {
      return Optional.of(of(pid));
    } catch (UncheckedIOException e) {
      return Optional.empty(); // ended since it was listed
    }
  }

  private static String environment(long pid) {
    try {
      return "\0" + text(Path.of("/proc", String.valueOf(pid), "environ"));
    } catch (IOException e) {
      return ""; // ended, or not ours
    }
  }

  private static String text(Path file) throws IOException {
    return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
  }
}
