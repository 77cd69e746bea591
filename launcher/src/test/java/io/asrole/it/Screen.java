// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.asrole.it.AsRole.Result;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** What one run of asrole prints on a pseudo-terminal of so many columns. */
final class Screen {
  private static final String SCRIPT = "/usr/bin/script";

  private Screen() {}

  /** Runs asrole, which must succeed, and returns the lines of both its streams. */
  static List<String> of(AsRole asrole, int columns, String... arguments) {
    assumeTrue(Files.isExecutable(Path.of(SCRIPT)), "SKIPPED: " + SCRIPT + " is not installed");
    String words =
        asrole.words(arguments).stream()
            .map(word -> "'" + word + "'")
            .collect(Collectors.joining(" "));
    Result result =
        asrole
            .startOther(SCRIPT, "-qefc", "stty cols " + columns + "; exec " + words, "/dev/null")
            .result();
    assertEquals(0, result.exitCode(), result.out());
    return result.out().replace("\r", "").lines().toList();
  }
}
