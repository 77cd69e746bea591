// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.text;

import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;

/** Runs tasks on daemon threads, so that the process can end, or go on, before a task is done. */
public final class BoundedTask {
  private BoundedTask() {}

  /** Starts the task on a thread of that name. */
  public static <T> FutureTask<T> start(String name, Callable<T> task) {
    FutureTask<T> future = new FutureTask<>(task);
    Thread thread = new Thread(future, name);
    thread.setDaemon(true);
    thread.start();
    return future;
  }
}
