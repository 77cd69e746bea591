// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.posix;

import java.util.Optional;

/**
 * What HotSpot changes in its process and execve keeps: SIGQUIT blocked, the soft limit of open
 * files raised to the hard one.
 */
final class JvmMarks {
  private JvmMarks() {}

  static void undo(LibC libc) {
    restoreSignalMask(libc);
    restoreOpenFiles(libc);
  }

  /**
   * Restores the signal mask from the first thread. That thread only waits for the JVM to end, so
   * it still has the mask with which the process was started.
   */
  private static void restoreSignalMask(LibC libc) {
    long self = ProcessHandle.current().pid();
    Proc.field("/proc/self/task/" + self + "/status", "SigBlk:")
        .ifPresent(
            hex -> {
              byte[] set = new byte[LibC.SIGSET_BYTES];
              long mask = Long.parseUnsignedLong(hex, 16);
              for (int i = 0; i < Long.BYTES; i++) {
                set[i] = (byte) (mask >>> (8 * i)); // Linux on little-endian machines
              }
              int unused = libc.pthread_sigmask(LibC.SIG_SETMASK, set, null);
            });
  }

  /**
   * Restores the soft limit of open files from the parent process: the limit that this process had
   * before the JVM raised it cannot be read.
   */
  private static void restoreOpenFiles(LibC libc) {
    Optional<long[]> own = openFiles("self");
    Optional<long[]> parents =
        ProcessHandle.current().parent().flatMap(parent -> openFiles("" + parent.pid()));
    if (own.isPresent() && parents.isPresent()) {
      long soft = own.get()[0];
      long hard = own.get()[1];
      if (soft == hard && parents.get()[0] < soft) {
        int unused = libc.setrlimit(LibC.RLIMIT_NOFILE, new long[] {parents.get()[0], hard});
      }
    }
  }

  private static Optional<long[]> openFiles(String pid) {
    return Proc.field("/proc/" + pid + "/limits", "Max open files")
        .map(columns -> columns.split("\\s+"))
        .filter(columns -> columns.length >= 2)
        .map(columns -> new long[] {limit(columns[0]), limit(columns[1])});
  }

  private static long limit(String text) {
    return text.equals("unlimited") ? Long.MAX_VALUE : Long.parseLong(text);
  }
}
