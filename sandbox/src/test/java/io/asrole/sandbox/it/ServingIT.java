// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.sandbox.it;

import static io.asrole.sandbox.it.InstalledProgram.result;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.asrole.sandbox.it.InstalledProgram.Result;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The program without a command. */
@Timeout(60)
class ServingIT {
  @TempDir Path folder;

  private InstalledProgram program = new InstalledProgram(Path.of(""));

  @BeforeEach
  void installs() throws IOException {
    program = InstalledProgram.install(folder);
  }

  @Test
  void servesUntilKilledWithoutACommand() throws Exception {
    Process process = program.start(Map.of());
    List<String> lines = new ArrayList<>();
    try (BufferedReader out = process.inputReader()) {
      for (int i = 0; i < 8; i++) {
        lines.add(out.readLine());
      }
      assertTrue(process.isAlive());
      process.destroy();
      assertEquals(143, process.waitFor());
    }
    assertTrue(
        lines.stream().allMatch(line -> line.matches("export [A-Z_0-9]+='[^']+'")),
        lines.toString());
    String config = lines.stream().filter(l -> l.contains("_CONFIG_FILE")).findFirst().orElse("");
    assertFalse(Files.exists(Path.of(config.split("'", -1)[1])), config);
  }

  @ParameterizedTest
  @ValueSource(strings = {"dash", "bash"})
  void servesAShellThatEvaluatesItsVariables(String shell) throws Exception {
    String script =
        """
        eval "$(/bin/sh "$0" & echo sandbox=$!)"
        trap 'kill "$sandbox"' EXIT
        echo ${AWS_PROFILE-none} $AWS_REGION
        kill -0 "$sandbox" && echo "${ASROLE_SANDBOX_CONTROL%:*}"
        """;
    ProcessBuilder builder = new ProcessBuilder(shell, "-c", script, program.script().toString());
    builder.environment().put("AWS_PROFILE", "other");
    assertEquals(new Result(0, "none us-east-1\nhttp://127.0.0.1\n", ""), result(builder.start()));
  }
}
