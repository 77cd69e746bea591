// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.sandbox;

import static io.asrole.sandbox.SandboxCommandTest.execute;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.asrole.sandbox.SandboxCommandTest.Result;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Options of the sandbox have no effect on a subcommand. */
class SubcommandOptionsTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--world x decide ExampleRole ExampleAssumedRole"
            + " | --world goes behind decide: asrole-sandbox decide --world FILE",
        "--lenient decide | --lenient goes behind decide: asrole-sandbox decide --lenient",
        "--world=x --lenient decide --nope"
            + " | --world goes behind decide: asrole-sandbox decide --world FILE",
        "--lifetime 1h token --sub s"
            + " | --lifetime goes behind token: asrole-sandbox token --lifetime DURATION",
        "--world x world | --world is not an option of world; see asrole-sandbox world --help",
        "--explain token --sub s"
            + " | --explain is not an option of token; see asrole-sandbox token --help",
        "--explain token | --explain is not an option of token; see asrole-sandbox token --help",
      })
  void areRefusedBeforeASubcommand(String arguments, String message) {
    assertEquals(new Result(125, "", "asrole-sandbox: " + message + "\n"), execute(arguments));
  }

  @Test
  void mayFollowTheSubcommand() {
    assertEquals(
        new Result(2, "", "asrole-sandbox: cannot read the world file x: no such file\n"),
        execute("decide --world x ExampleRole ExampleAssumedRole"));
  }

  @Test
  void letHelpAndVersionStandBeforeASubcommand() {
    assertTrue(execute("--help decide").out().startsWith("Usage: asrole-sandbox [OPTIONS]"));
    assertEquals(0, execute("--version decide").exitCode());
    assertTrue(execute("--tls decide --help").out().startsWith("Usage: asrole-sandbox decide"));
  }
}
