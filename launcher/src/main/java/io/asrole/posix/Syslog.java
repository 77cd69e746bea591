// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.posix;

import com.sun.jna.Memory;
import io.asrole.text.BoundedTask;
import java.lang.ref.Reference;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Writes to the system's log, for starts without the asrole script.
 *
 * @see <a href="https://man7.org/linux/man-pages/man3/syslog.3.html">syslog(3)</a>
 */
public final class Syslog {
  private static final byte[] IDENT = "asrole\0".getBytes(StandardCharsets.US_ASCII);

  /** If the log daemon hangs, its writers wait; the command does not wait longer than this. */
  private static final long LONGEST_WAIT_MILLIS = 500;

  private Syslog() {}

  /** Logs a line of ASCII with facility authpriv; the line is lost if logging fails. */
  public static void log(String line) {
    FutureTask<?> writing = BoundedTask.start("syslog", Executors.callable(() -> write(line)));
    try {
      writing.get(LONGEST_WAIT_MILLIS, TimeUnit.MILLISECONDS);
    } catch (TimeoutException | ExecutionException e) {
      // No failure of the log stops a start.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void write(String line) {
    try {
      LibC libc = LibC.load();
      Memory ident = new Memory(IDENT.length);
      ident.write(0, IDENT, 0, IDENT.length);
      try {
        libc.openlog(ident, 0, LibC.LOG_AUTHPRIV);
        libc.syslog(LibC.LOG_AUTHPRIV | LibC.LOG_NOTICE, "%s", line);
        libc.closelog();
      } finally {
        Reference.reachabilityFence(ident);
      }
    } catch (UnsatisfiedLinkError e) {
      // JNA has no library for this system; the call of execve reports this.
    }
  }
}
