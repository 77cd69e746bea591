// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.start;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

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

  /** Whether there is a class-data archive beside the jar, or in that session store. */
  public static boolean hasArchive(Path store) {
    return containsArchive(library("archive")) || containsArchive(store.resolve("archive"));
  }

  private static boolean containsArchive(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(Path::toString).anyMatch(n -> n.endsWith(".jsa") || n.endsWith(".aot"));
    } catch (IOException e) {
      return false;
    }
  }
}
