// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.posix;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

/** The reasons are the system's texts, and never the name of the file. */
class FileErrorsTest {
  @TempDir Path folder;

  @BeforeEach
  void fillTheFolder() throws IOException {
    Files.createFile(folder.resolve("file"));
  }

  @Test
  void namesTheReasonOfEachKindOfFailure() {
    Path file = folder.resolve("file");
    assertReason("No such file or directory", () -> Files.delete(folder.resolve("gone")));
    assertReason("Directory not empty", () -> Files.delete(folder));
    assertReason("File exists", () -> Files.createFile(file));
    assertReason("Not a directory", () -> list(file));
    assertReason("Not a directory", () -> Files.createFile(file.resolve("below")));
    assertReason("Is a directory", () -> Files.readAllBytes(folder));
  }

  private static void list(Path file) throws IOException {
    try (var entries = Files.newDirectoryStream(file)) {
      throw new AssertionError(entries);
    }
  }

  private static void assertReason(String reason, Executable fails) {
    assertEquals(reason, FileErrors.reason(assertThrows(IOException.class, fails)));
  }
}
