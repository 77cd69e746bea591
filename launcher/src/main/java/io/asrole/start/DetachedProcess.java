// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.start;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Starts a detached process: not a child of the command, without a terminal and without inherited
 * files, because these may hold locks that other processes wait for.
 *
 * @see <a href="https://man7.org/linux/man-pages/man1/setsid.1.html">setsid(1)</a>
 */
public final class DetachedProcess {
  /** The shell ends immediately, so init and not the command becomes the parent. */
  private static final String DETACH = "exec setsid \"$@\" </dev/null >/dev/null 2>&1 &";

  private DetachedProcess() {}

  /** Starts the process; ignores a failure, which must not stop the command. */
  public static void start(List<String> command) {
    List<String> shell = new ArrayList<>(List.of("/bin/sh", "-c", DETACH, "asrole"));
    shell.addAll(command);
    try {
      new ProcessBuilder(shell).inheritIO().start().waitFor();
    } catch (IOException e) {
      // The next start tries again.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
