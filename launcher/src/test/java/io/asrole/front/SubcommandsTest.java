// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.front;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.asrole.AsroleException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SubcommandsTest {
  @ParameterizedTest
  @CsvSource({
    "help, --help",
    "help attach, attach --help",
    "version, --version",
    "help help, --help"
  })
  void takesAQuestionForWhatItIs(String call, String options) throws AsroleException {
    List<String> arguments = List.of(call.split(" "));
    assertTrue(PlainCall.read(arguments).isEmpty());
    assertEquals(options, String.join(" ", Subcommands.toOptions(arguments)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"help -- attach", "help -- ls", "help attach 1 Role", "version ls"})
  void leavesARoleOfThatNameItsCommand(String call) throws AsroleException {
    List<String> arguments = List.of(call.split(" "));
    assertEquals(arguments.get(0), PlainCall.read(arguments).orElseThrow().role());
  }

  /** Else the script would take {@code help attach} for a command, once there was a session. */
  @Test
  void answersNoCallForHelpFromAFile() {
    assertTrue(
        WarmStartVariables.createWarmFile("help", Map.of("HOME", "/home/you"), "").isEmpty());
    assertFalse(Subcommands.isTaken("version"));
  }
}
