// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.sandbox.control;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** The newest entries of a log, oldest first. Older entries are dropped. */
public final class Recent<T> {
  private static final int MOST = 1000;

  private final Deque<T> entries = new ArrayDeque<>();
  private final List<Consumer<T>> listeners = new CopyOnWriteArrayList<>();

  public void add(T entry) {
    synchronized (this) {
      if (entries.size() == MOST) {
        entries.removeFirst();
      }
      entries.addLast(entry);
    }
    listeners.forEach(listener -> listener.accept(entry));
  }

  /** Calls the listener for each entry that is added from now on. */
  public void onAdd(Consumer<T> listener) {
    listeners.add(listener);
  }

  public synchronized List<T> list() {
    return new ArrayList<>(entries);
  }

  public synchronized void clear() {
    entries.clear();
  }
}
