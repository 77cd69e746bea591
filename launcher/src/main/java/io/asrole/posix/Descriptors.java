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
 * The file descriptors that this process was started with. The command inherits them; descriptors
 * that the JVM opened are closed before the command starts.
 *
 * @see <a href="https://man7.org/linux/man-pages/man5/proc_pid_fd.5.html">proc_pid_fd(5)</a>
 */
public final class Descriptors {
  private static final Path OPEN = Path.of("/proc/thread-self/fd");

  private final Map<Integer, String> inherited;

  private Descriptors(Map<Integer, String> inherited) {
    this.inherited = inherited;
  }

  /**
   * Reads which descriptors are open now, before asrole opens any.
   *
   * @param ours folders of files that the JVM opens itself: those of Java and of asrole's jars
   */
  public static Descriptors readInherited(List<Path> ours) {
    Map<Integer, String> open = open();
    open.values().removeIf(target -> ours.stream().anyMatch(Path.of(target)::startsWith));
    return new Descriptors(open);
  }

  /** No descriptors, for a process that does not become the command. */
  public static Descriptors none() {
    return new Descriptors(Map.of());
  }

  /**
   * Marks all descriptors that were not open at the start, so that execve closes them. This thread
   * first gets a descriptor table of its own, because the command would also inherit what another
   * thread opens after the marking. The JVM's own threads open files without close-on-exec, such as
   * those of the container limits. A container may forbid unshare; the marking then works without.
   */
  void closeOthersAtExec(LibC libc) {
    int unused = libc.unshare(LibC.CLONE_FILES);
    Map<Integer, String> open = open();
    // A closed descriptor's number may be in use again for another target.
    open.entrySet().removeAll(inherited.entrySet());
    open.keySet().forEach(fd -> libc.fcntl(fd, LibC.F_SETFD, LibC.FD_CLOEXEC));
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
      return Map.of(); // without /proc the descriptors cannot be told apart
    }
    return open;
  }
}
