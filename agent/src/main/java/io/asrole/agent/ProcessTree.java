// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.agent;

import java.lang.reflect.Method;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;

/**
 * Kills a process and all its descendants, which otherwise go on running without it.
 *
 * @see <a
 *     href="https://docs.oracle.com/en/java/javase/17/docs/api/java.base/java/lang/ProcessHandle.html">ProcessHandle</a>
 */
final class ProcessTree {
  private ProcessTree() {}

  /**
   * Kills the process and its descendants; on Java 8, which has no ProcessHandle, the process
   * alone.
   */
  static void kill(Process process) {
    try {
      // By reflection, because the agent is compiled for Java 8 and ProcessHandle is of Java 9.
      Class<?> type = Class.forName("java.lang.ProcessHandle");
      Method children = type.getMethod("children");
      Method destroyForcibly = type.getMethod("destroyForcibly");
      Method iterator = Class.forName("java.util.stream.BaseStream").getMethod("iterator");
      Deque<Object> remaining = new ArrayDeque<>();
      remaining.add(Process.class.getMethod("toHandle").invoke(process));
      while (!remaining.isEmpty()) {
        Object next = remaining.remove();
        // Before the kill, because the children of a process that ended get another parent.
        Iterator<?> all = (Iterator<?>) iterator.invoke(children.invoke(next));
        while (all.hasNext()) {
          remaining.add(all.next());
        }
        destroyForcibly.invoke(next);
      }
    } catch (ReflectiveOperationException | RuntimeException e) {
      // Java 8, or a security manager or the system forbids it.
    }
    process.destroyForcibly();
  }
}
