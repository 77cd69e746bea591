// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.sandbox.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.asrole.sandbox.it.InstalledProgram.Result;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Standard input and output that cannot be read or written. */
@Timeout(60)
class StandardStreamsIT {
  private static final String UNWRITTEN = "asrole-sandbox: cannot write to standard output: ";
  private static final String QUESTIONS =
      "yes '{\"caller\": \"ExampleRole\", \"role\": \"ExampleAssumedRole\"}' | ";

  @TempDir Path folder;

  private InstalledProgram program = new InstalledProgram(Path.of(""));

  @BeforeEach
  void installs() throws IOException {
    program = InstalledProgram.install(folder);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "sandbox decide ExampleRole ExampleAssumedRole",
        "sandbox --help",
        "sandbox decide --help",
        "sandbox --version",
        "sandbox world",
        "sandbox",
        "sandbox --tls",
        QUESTIONS + "sandbox decide",
        QUESTIONS + "sandbox decide --expect",
        "sandbox sh -c '/bin/sh \"$0\" token --sub s --issuer https://i --aud a >/dev/full' \"$SCRIPT\"",
      })
  void cannotBeWrittenToAFullDisk(String command) throws Exception {
    assertEquals(
        new Result(125, "", UNWRITTEN + "No space left on device\n"),
        shell(command + " >/dev/full"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"decide ExampleRole ExampleAssumedRole", "--version", "--tls"})
  void cannotBeWrittenIfOutputIsClosed(String arguments) throws Exception {
    assertEquals(
        new Result(125, "", UNWRITTEN + "Bad file descriptor\n"),
        shell("sandbox " + arguments + " >&-"));
  }

  @Test
  void endQuietlyIfTheReaderOfAPipeHasEnded() throws Exception {
    Result head = shell(QUESTIONS + "sandbox decide | head -n 1; echo ${PIPESTATUS[1]}");
    assertEquals("", head.err());
    assertTrue(head.out().matches("\\{\"decision\": ?\"Allowed\".*\\}\n141\n"), head.out());
  }

  @Test
  void cannotBeReadIfInputIsClosed() throws Exception {
    assertEquals(
        new Result(2, "", "asrole-sandbox: cannot read standard input: Bad file descriptor\n"),
        shell("sandbox decide <&-"));
  }

  @Test
  void areClosedForTheCommand() throws Exception {
    assertEquals(
        new Result(0, "no input\n", ""),
        shell("sandbox sh -c 'cat 2>/dev/null || echo no input' <&-"));
    assertEquals(
        new Result(0, "", "no output\n"),
        shell("sandbox sh -c 'echo x 2>/dev/null || echo no output >&2' >&-"));
    assertEquals(
        new Result(0, "no error\n", ""), shell("sandbox sh -c 'echo x >&2 || echo no error' 2>&-"));
    assertEquals(new Result(7, "", ""), shell("sandbox sh -c 'exit 7' <&- >&- 2>&-"));
  }

  private Result shell(String script) throws IOException, InterruptedException {
    return program.shell("SCRIPT='" + program.script() + "'\n" + script);
  }
}
