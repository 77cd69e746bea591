// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.agent.it;

import com.sun.tools.attach.VirtualMachine;
import java.util.Properties;

/** The tests' side of an attach, as {@code asrole attach} does it. */
final class Attacher {
  private static int requests;

  private Attacher() {}

  /** The answer to these arguments. */
  static String ask(Process jvm, String arguments) throws Exception {
    String id = "request" + ++requests;
    VirtualMachine machine = VirtualMachine.attach(Long.toString(jvm.pid()));
    try {
      machine.loadAgent(Jvm.AGENT.toString(), id + "=" + arguments);
      String answer;
      do {
        Thread.sleep(20);
        answer =
            machine.getSystemProperties().getProperty("asrole.attach.reply", "").split("\n", 2)[0];
      } while (!answer.startsWith(id + " "));
      return answer.substring(id.length() + 1);
    } finally {
      machine.detach();
    }
  }

  /** The JVM's system properties. */
  static Properties properties(Process jvm) throws Exception {
    VirtualMachine machine = VirtualMachine.attach(Long.toString(jvm.pid()));
    try {
      return machine.getSystemProperties();
    } finally {
      machine.detach();
    }
  }
}
