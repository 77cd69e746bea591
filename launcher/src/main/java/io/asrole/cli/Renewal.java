// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Renews a session in a process of its own: no child of the command, no terminal, no open file.
 *
 * @see <a href="https://man7.org/linux/man-pages/man1/setsid.1.html">setsid(1)</a>
 */
final class Renewal implements Runnable {
  /** The shell ends at once, so that init and not the command inherits what it started. */
  private static final String DETACH = "exec setsid \"$@\" </dev/null >/dev/null 2>&1 &";

  private final List<String> own;

  /** Renews what these arguments, options and role, ask for. */
  Renewal(List<String> own) {
    this.own = own;
  }

  @Override
  public void run() {
    List<String> command = new ArrayList<>(List.of("/bin/sh", "-c", DETACH, "asrole"));
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
    command.add("credentials");
    for (int i = 0; i < own.size(); i++) {
      boolean verb = i == 0 && own.get(i).equals("exec");
      boolean end = i == own.size() - 1 && own.get(i).equals("--");
      if (!verb && !end) {
        command.add(own.get(i));
      }
    }
    try {
      new ProcessBuilder(command).inheritIO().start().waitFor();
    } catch (IOException e) {
      // The session is good for this start; the next one tries again.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
