// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.cli;

import java.io.IOException;
import java.nio.file.Path;

/** Where asrole is installed: beside its own jar. */
final class Installed {
  private Installed() {}

  /** What has that name in the folder of the jar. */
  static Path library(String name) {
    Path jar = Path.of(System.getProperty("java.class.path").split(":", 2)[0]);
    try {
      return jar.toRealPath().resolveSibling(name);
    } catch (IOException e) {
      return jar.toAbsolutePath().resolveSibling(name);
    }
  }
}
