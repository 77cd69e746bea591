// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.start;

import java.io.IOException;
import java.nio.file.Path;

/** Where asrole is installed: beside its own jar. */
public final class InstallationFolder {
  private InstallationFolder() {}

  /** What has that name in the folder of the jar. */
  static Path library(String name) {
    Path jar = Path.of(System.getProperty("java.class.path").split(":", 2)[0]);
    try {
      return jar.toRealPath().resolveSibling(name);
    } catch (IOException e) {
      return jar.toAbsolutePath().resolveSibling(name);
    }
  }

  /** The version that the jar was built as; {@code (unpackaged)} where there is no jar. */
  public static String version() {
    String version = InstallationFolder.class.getPackage().getImplementationVersion();
    return version == null ? "(unpackaged)" : version;
  }
}
