// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.posix;

import com.sun.jna.Library;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import org.jspecify.annotations.Nullable;

/** System calls that Java does not offer; each returns -1 or an error number if it fails. */
interface LibC extends Library {
  int F_SETFD = 2;
  int FD_CLOEXEC = 1;
  int CLONE_FILES = 0x400;
  int SIG_SETMASK = 2;
  int RLIMIT_NOFILE = 7;
  int SIGSET_BYTES = 128;

  int LOG_AUTHPRIV = 10 << 3;
  int LOG_NOTICE = 5;

  int ENOENT = 2;
  int ENOEXEC = 8;
  int EACCES = 13;
  int ENOTDIR = 20;

  static LibC load() {
    return Native.load("c", LibC.class);
  }

  /** execve(2): returns only when it fails. */
  int execve(byte[] path, Pointer[] argv, Pointer[] envp);

  /** fcntl(2). */
  int fcntl(int fd, int command, int argument);

  /** unshare(2). */
  int unshare(int flags);

  /** pthread_sigmask(3). */
  int pthread_sigmask(int how, byte[] set, @Nullable Pointer old);

  /** setrlimit(2): the soft and the hard limit. */
  int setrlimit(int resource, long[] limits);

  /** openlog(3): keeps the pointer to the name. */
  void openlog(Pointer ident, int options, int facility);

  /** syslog(3). */
  void syslog(int priority, String format, Object... values);

  /** closelog(3). */
  void closelog();

  /** strerror(3). */
  String strerror(int error);
}
