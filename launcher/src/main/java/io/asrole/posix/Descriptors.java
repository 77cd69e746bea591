// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.posix;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The descriptors this process was started with, which are the command's, told from those that the
 * JVM opened.
 *
 * @see <a href="https://man7.org/linux/man-pages/man5/proc_pid_fd.5.html">proc_pid_fd(5)</a>
 */
public final class Descriptors {
  private static final Path OPEN = Path.of("/proc/self/fd");

  private final Map<Integer, String> inherited;

  private Descriptors(Map<Integer, String> inherited) {
    this.inherited = inherited;
  }

  /**
   * Looks at what is open now, before asrole opens anything.
   *
   * @param ours folders whose files the JVM opened by itself: Java's own, and asrole's jars
   */
  public static Descriptors atStart(List<Path> ours) {
    Map<Integer, String> open = open();
    open.values().removeIf(target -> ours.stream().anyMatch(Path.of(target)::startsWith));
    return new Descriptors(open);
  }

  /** For a process that will not become the command. */
  public static Descriptors none() {
    return new Descriptors(Map.of());
  }

  /** Has the kernel close at execve whatever was not there at the start. */
  void closeOthersAtExec(LibC libc) {
    open()
        .forEach(
            (fd, target) -> {
              // A number may have been used again: the target tells.
              if (!target.equals(inherited.get(fd))) {
                int unused = libc.fcntl(fd, LibC.F_SETFD, LibC.FD_CLOEXEC);
              }
            });
  }

  private static Map<Integer, String> open() {
    Map<Integer, String> open = new HashMap<>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(OPEN)) {
      for (Path entry : entries) {
        try {
          open.put(
              Integer.valueOf(entry.getFileName().toString()),
              Files.readSymbolicLink(entry).toString());
        } catch (IOException e) {
          // closed since it was listed
        }
      }
    } catch (IOException e) {
      return Map.of(); // no /proc: nothing can be told apart
    }
    return open;
  }
}
