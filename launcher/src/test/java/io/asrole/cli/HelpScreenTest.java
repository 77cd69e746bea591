// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class HelpScreenTest {
  private static final CommandLine ROOT = CommandModel.create().commandLine();

  /** What help texts begin with; a condition may come first. */
  private static final Set<String> VERBS =
      Set.of(
          "Add",
          "Allow",
          "Choose",
          "Diagnose",
          "Explain",
          "Have",
          "If",
          "Keep",
          "Limit",
          "List",
          "Open",
          "Print",
          "Remove",
          "Run",
          "Send",
          "Set",
          "Show",
          "Switch");

  @Test
  void namesEachSubcommandWithItsWholeDescription() {
    String screen = ROOT.getUsageMessage();
    ROOT.getSubcommands().keySet().forEach(name -> assertTrue(screen.contains(" " + name + " ")));
    assertFalse(screen.contains("...\n"), screen);
  }

  @Test
  void leavesEachSubcommandItsOwnHelp() {
    ROOT.getSubcommands()
        .forEach(
            (name, line) ->
                assertTrue(
                    line.getUsageMessage().matches("(?s)Usage: asrole \\[?" + name + ".*"),
                    line.getUsageMessage()));
  }

  @Test
  void beginsEachHelpTextWithAVerb() {
    List<String> texts = new ArrayList<>();
    for (CommandLine line : all()) {
      texts.add(line.getCommandSpec().usageMessage().description()[0]);
      line.getCommandSpec().options().forEach(option -> texts.add(option.description()[0]));
    }
    texts.removeIf(text -> VERBS.contains(text.split("[ ,]", 2)[0]));
    assertEquals(List.of(), texts);
  }

  private static List<CommandLine> all() {
    List<CommandLine> all = new ArrayList<>(List.of(ROOT));
    all.addAll(ROOT.getSubcommands().values());
    return all;
  }
}
