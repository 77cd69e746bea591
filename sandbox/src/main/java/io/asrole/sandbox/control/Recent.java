// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.sandbox.control;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** The newest entries of a log, oldest first. Older entries are dropped. */
public final class Recent<T> {
  private static final int MOST = 1000;

  private final Deque<T> entries = new ArrayDeque<>();

  public synchronized void add(T entry) {
    if (entries.size() == MOST) {
      entries.removeFirst();
    }
    entries.addLast(entry);
  }

  public synchronized List<T> list() {
    return new ArrayList<>(entries);
  }

  public synchronized void clear() {
    entries.clear();
  }
}
