// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.start;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Renews a session in a process that outlives the start. */
public final class BackgroundRenewal implements Runnable {
  /** Options that say what the command gets, and not which session. */
  private static final List<String> OF_THE_COMMAND =
      List.of("--shell", "--agent", "--refresh", "--refresh=always");

  private final String mainClass;
  private final List<String> own;

  /** Renews the session that these arguments, options and role, describe. */
  public BackgroundRenewal(String mainClass, List<String> own) {
    this.mainClass = mainClass;
    this.own = own;
  }

  @Override
  public void run() {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), mainClass));
    command.add("credentials");
    for (int i = 0; i < own.size(); i++) {
      boolean start = OF_THE_COMMAND.contains(own.get(i));
      boolean verb = i == 0 && own.get(i).equals("exec");
      boolean end = i == own.size() - 1 && own.get(i).equals("--");
      if (!verb && !end && !start) {
        command.add(own.get(i));
      }
    }
    DetachedProcess.start(command);
  }
}
