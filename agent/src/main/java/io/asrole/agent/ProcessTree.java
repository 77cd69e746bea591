// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.agent;

import java.lang.reflect.Method;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;

/**
 * A process and all that it has started, which would go on without it.
 *
 * @see <a
 *     href="https://docs.oracle.com/en/java/javase/17/docs/api/java.base/java/lang/ProcessHandle.html">ProcessHandle</a>
 */
final class ProcessTree {
  private ProcessTree() {}

  /** Kills them; on Java 8, which knows no children of a process, that process alone. */
  static void kill(Process process) {
    try {
      // By reflection: Java 9 has these.
      Class<?> type = Class.forName("java.lang.ProcessHandle");
      Method children = type.getMethod("children");
      Method destroyForcibly = type.getMethod("destroyForcibly");
      Method iterator = Class.forName("java.util.stream.BaseStream").getMethod("iterator");
      Deque<Object> due = new ArrayDeque<>();
      due.add(Process.class.getMethod("toHandle").invoke(process));
      while (!due.isEmpty()) {
        Object next = due.remove();
        // First, for they get another parent when theirs ends.
        Iterator<?> all = (Iterator<?>) iterator.invoke(children.invoke(next));
        while (all.hasNext()) {
          due.add(all.next());
        }
        destroyForcibly.invoke(next);
      }
    } catch (ReflectiveOperationException | RuntimeException e) {
      // Java 8; or what was killed is not ours to kill.
    }
    process.destroyForcibly();
  }
}
