// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.start;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * A process of its own: no child of the command, no terminal, none of the open files, which may be
 * locks that somebody waits for.
 *
 * @see <a href="https://man7.org/linux/man-pages/man1/setsid.1.html">setsid(1)</a>
 */
public final class DetachedProcess {
  /** The shell ends at once, so that init and not the command inherits what it started. */
  private static final String DETACH = "exec setsid \"$@\" </dev/null >/dev/null 2>&1 &";

  private DetachedProcess() {}

  /** Starts it; a failure is none of the command's business. */
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
