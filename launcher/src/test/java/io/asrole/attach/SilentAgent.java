// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.attach;

import java.io.IOException;

/** An agent that loads and never reports, and the program that runs until its input ends. */
public final class SilentAgent {
  private SilentAgent() {}

  /** Starts the agent. */
  public static void agentmain(String arguments) {
    System.out.println("loaded " + arguments);
  }

  /** Runs the program. */
  public static void main(String[] arguments) throws IOException {
    System.out.println("ready");
    while (System.in.read() >= 0) {}
  }
}
