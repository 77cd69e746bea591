// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.sandbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;

/**
 * An empty AWS config file and an empty credentials file, so that a command in the sandbox does not
 * read those of the user. /dev/null would do for most clients, but the SDK for Java v1 prints a
 * warning with a stack trace for a config file that is not a regular file.
 */
final class ConfigFiles implements AutoCloseable {
  private final Path folder;

  private ConfigFiles(Path folder) {
    this.folder = folder;
  }

  static ConfigFiles create() {
    try {
      ConfigFiles files = new ConfigFiles(createFolder());
      Files.createFile(files.config());
      Files.createFile(files.credentials());
      return files;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot create a temporary file: " + e.getMessage(), e);
    }
  }

  /**
   * Creates a folder for this sandbox. Files.createTempDirectory would load the random number
   * generator of Java, which takes longer than all the rest of this class.
   */
  private static Path createFolder() throws IOException {
    Path parent = Path.of(System.getProperty("java.io.tmpdir"));
    String prefix = "asrole-sandbox-" + ProcessHandle.current().pid() + "-";
    Path folder = parent.resolve(prefix + Long.toHexString(System.nanoTime()));
    return Files.createDirectory(
        folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
  }

  private Path config() {
    return folder.resolve("config");
  }

  private Path credentials() {
    return folder.resolve("credentials");
  }

  /** Adds the variables that name the files. */
  void addTo(Map<String, String> environment) {
    environment.put("AWS_CONFIG_FILE", config().toString());
    environment.put("AWS_SHARED_CREDENTIALS_FILE", credentials().toString());
  }

  @Override
  public void close() {
    for (Path file : List.of(config(), credentials(), folder)) {
      try {
        Files.deleteIfExists(file);
      } catch (IOException e) {
        return; // the command has put a file of its own there
      }
    }
  }
}
