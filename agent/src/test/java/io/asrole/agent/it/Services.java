// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.agent.it;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The settings that docs/services.md shows. */
final class Services {
  private Services() {}

  /** The setting for a service, with the path of an installed asrole. */
  static String words(String service, Path home) throws IOException {
    for (String line : Files.readAllLines(Path.of("..", "docs", "services.md"))) {
      if (line.startsWith("| " + service + " |")) {
        int end = line.lastIndexOf('`');
        return line.substring(line.lastIndexOf('`', end - 1) + 1, end)
            .replace("/usr/lib/asrole", home.toString())
            .replace("=ROLE", "=" + RoleInSandbox.ROLE);
      }
    }
    throw new AssertionError("no " + service + " in docs/services.md");
  }
}
