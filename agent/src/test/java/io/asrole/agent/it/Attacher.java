// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.agent.it;

import com.sun.tools.attach.VirtualMachine;
import java.util.Properties;

/** Attaches the agent to a JVM like {@code asrole attach}. */
final class Attacher {
  private static int requests;

  private Attacher() {}

  /** Loads the agent with these arguments and returns its reply. */
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
