// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.front;

import io.asrole.posix.ProcessStatus;

/**
 * Ends this JVM when the asrole script that waits for it has ended, by a signal say: nobody wants
 * the answer any more, and the JVM holds the user's output open.
 */
public final class ScriptWatch {
  /** Set by the asrole script: its process id. */
  private static final String PARENT = "asrole.parent";

  private static final long INTERVAL_MILLIS = 100;

  private ScriptWatch() {}

  /** Starts to watch, where a script has said which process it is; {@code end} ends this JVM. */
  public static void start(Runnable end) {
    long front = Long.getLong(PARENT, 0);
    // A java that is a wrapper script may stand between the two, or /proc have other numbers than
    // this
    // PID namespace.
    if (front == 0 || ProcessStatus.readOwn().parent() != front) {
      return;
    }
    Thread watch = new Thread(() -> watch(front, end), "front-watch");
    watch.setDaemon(true);
    watch.start();
  }

  private static void watch(long front, Runnable end) {
    try {
      while (ProcessStatus.readOwn().parent() == front) {
        Thread.sleep(INTERVAL_MILLIS);
      }
    } catch (InterruptedException e) {
      return;
    }
    end.run();
  }
}
