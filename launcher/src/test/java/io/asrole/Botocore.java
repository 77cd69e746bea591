// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The library under the AWS CLI, asked by small scripts in Python. */
public final class Botocore {
  private Botocore() {}

  /**
   * The lines that the script prints with these arguments; skips the test where it is not there.
   */
  public static List<String> run(String script, String... arguments) throws Exception {
    assumeTrue(
        start("-c", "import botocore.session").waitFor() == 0,
        "SKIPPED: no comparison with the AWS CLI, for python3 has no botocore: apt-get install awscli");
    List<String> words = new ArrayList<>(List.of(script(script)));
    words.addAll(List.of(arguments));
    Process python = start(words.toArray(String[]::new));
    String out = new String(python.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, python.waitFor(), out);
    return out.lines().toList();
  }

  private static String script(String name) {
    return Path.of("src", "test", "resources", "botocore", name).toAbsolutePath().toString();
  }

  private static Process start(String... arguments) throws IOException {
    List<String> command = new ArrayList<>(List.of("python3"));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("PYTHONUTF8", "1");
    return builder.start();
  }
}
