// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.front;

import io.asrole.posix.ProcessStatus;

/**
 * Ends this JVM when the asrole script that waits for it has ended, for example by a signal. The
 * answer is no longer needed, and the JVM would keep the user's standard output open.
 */
public final class ScriptWatch implements Runnable {
  /** Set by the asrole script: the process id of the script. */
  private static final String PARENT = "asrole.parent";

  private static final long INTERVAL_MILLIS = 100;

  private final long front;
  private final Runnable end;

  private ScriptWatch(long front, Runnable end) {
    this.front = front;
    this.end = end;
  }

  /** Starts to watch if the script has passed its process id; {@code end} ends this JVM. */
  public static void start(Runnable end) {
    long front = Long.getLong(PARENT, 0);
    // The parent differs if java is a wrapper script, or if /proc is of another PID namespace.
    if (front == 0 || ProcessStatus.readOwn().parent() != front) {
      return;
    }
    Thread watch = new Thread(new ScriptWatch(front, end), "front-watch");
    watch.setDaemon(true);
    watch.start();
  }

  @Override
  public void run() {
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
