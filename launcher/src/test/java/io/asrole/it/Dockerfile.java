// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.it;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The last value of each instruction of each stage of a Dockerfile, by "STAGE INSTRUCTION".
 *
 * @see <a href="https://docs.docker.com/reference/dockerfile/">Dockerfile reference</a>
 */
record Dockerfile(Map<String, String> values) {
  private static final Set<String> INSTRUCTIONS =
      Set.of("FROM", "ADD", "COPY", "RUN", "USER", "ENTRYPOINT", "CMD");

  static Dockerfile of(Path file) throws IOException {
    Map<String, String> values = new HashMap<>();
    String stage = "";
    for (String line : Files.readAllLines(file)) {
      if (line.isBlank() || line.startsWith("#")) {
        continue;
      }
      String[] words = line.split(" +", 2);
      assertTrue(INSTRUCTIONS.contains(words[0]), line);
      if (words[0].equals("FROM")) {
        assertTrue(words[1].matches("\\S+ AS [a-z][a-z-]*"), line);
        stage = words[1].replaceFirst(".* AS ", "");
      }
      values.put(stage + " " + words[0], words[1]);
    }
    return new Dockerfile(values);
  }

  /** What a container of that stage starts: two lists in JSON, without escapes. */
  String[] command(String stage) {
    List<String> command = new ArrayList<>();
    for (String instruction : List.of("ENTRYPOINT", "CMD")) {
      String json = values.getOrDefault(stage + " " + instruction, "none");
      assertTrue(json.matches("\\[(\"[^\"\\\\]*\"(, (?=\")|(?=])))+]"), json);
      command.addAll(List.of(json.substring(2, json.length() - 2).split("\", \"")));
    }
    return command.toArray(String[]::new);
  }
}
