// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.cli;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class HelpScreenTest {
  private static final CommandLine ROOT = CommandModel.asrole().commandLine();

  @Test
  void namesEachWordWithItsWholeDescription() {
    String screen = ROOT.getUsageMessage();
    ROOT.getSubcommands().keySet().forEach(word -> assertTrue(screen.contains(" " + word + " ")));
    assertFalse(screen.contains("...\n"), screen);
  }

  @Test
  void leavesEachWordItsOwnHelp() {
    ROOT.getSubcommands()
        .forEach(
            (word, line) ->
                assertTrue(
                    line.getUsageMessage().matches("(?s)Usage: asrole \\[?" + word + ".*"),
                    line.getUsageMessage()));
  }
}
