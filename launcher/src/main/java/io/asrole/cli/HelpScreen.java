// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;

/** {@code asrole --help}: one screen of 24 lines and 80 columns, what people want most first. */
final class HelpScreen {
  private static final int COLUMNS = 80;
  private static final String WORD = "%-8s%-13s%s%n";
  private static final int INDENT = 8 + 13;

  private static final String EXAMPLES =
      """
      Run a command as another AWS role.

        asrole Deploy -- aws s3 ls       as the role Deploy of this account
        asrole --shell Deploy            your shell, as that role

      Usage: asrole [OPTIONS] ROLE [--] COMMAND [ARG...]
             asrole SUBCOMMAND [ARG...]

      """;

  private static final String REST =
      """

      ROLE: an ARN, a profile that has role_arn, a role name, or ACCOUNT:NAME.
      Options: asrole exec --help. Of a subcommand: asrole SUBCOMMAND --help.
      Also: asrole --version, asrole --agent-jar (print the path of the agent's jar).
      Exit status: the command's; 125 asrole failed, 126 no program, 127 not found.
      """;

  /** The subcommands by purpose; one that is not here comes last. */
  private static final Map<String, List<String>> GROUPS = new LinkedHashMap<>();

  static {
    GROUPS.put("Run", List.of("exec", "attach", "detach", "credentials"));
    GROUPS.put("Inspect", List.of("whoami", "status"));
    GROUPS.put("Fix", List.of("doctor", "setup", "forget"));
  }

  private HelpScreen() {}

  /** Has picocli show it for the root in the place of its own. */
  static void of(CommandLine root) {
    Map<String, CommandLine.IHelpSectionRenderer> sections = new LinkedHashMap<>();
    sections.put("screen", help -> text(root.getSubcommands()));
    // Those of the same name in CommandLine would be the words', too.
    root.getCommandSpec().usageMessage().sectionMap(sections);
    root.getCommandSpec().usageMessage().sectionKeys(List.copyOf(sections.keySet()));
  }

  private static String text(Map<String, CommandLine> words) {
    StringBuilder screen = new StringBuilder(EXAMPLES);
    Map<String, CommandLine> rest = new LinkedHashMap<>(words);
    for (Map.Entry<String, List<String>> group : GROUPS.entrySet()) {
      String title = group.getKey();
      for (String name : group.getValue()) {
        CommandLine word = rest.remove(name);
        if (word != null) {
          screen.append(WORD.formatted(title, name, description(word)));
          title = "";
        }
      }
    }
    rest.forEach((name, word) -> screen.append(WORD.formatted("", name, description(word))));
    return screen.append(REST).toString();
  }

  /** What of the description fits the line: up to the first stop, or to a space. */
  private static String description(CommandLine word) {
    String whole = String.join(" ", word.getCommandSpec().usageMessage().description());
    String first = whole.split("[.:;](?= |$)", 2)[0];
    if (first.length() <= COLUMNS - INDENT) {
      return first;
    }
    return first.substring(0, first.lastIndexOf(' ', COLUMNS - INDENT - 3)) + "...";
  }
}
