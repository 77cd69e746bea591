// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.text;

import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;

/** Runs a task on a daemon thread, so that its caller can stop waiting for it. */
public final class BoundedTask {
  private BoundedTask() {}

  /** Starts the task on a daemon thread with this name. */
  public static <T> FutureTask<T> start(String name, Callable<T> task) {
    FutureTask<T> future = new FutureTask<>(task);
    Thread thread = new Thread(future, name);
    thread.setDaemon(true);
    thread.start();
    return future;
  }
}
