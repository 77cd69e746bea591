// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/** Prints {@code asrole --help} on one screen of 24 lines and 80 columns. */
final class HelpScreen {
  private static final int COLUMNS = 80;
  private static final String LINE = "%-8s%-13s%s%n";
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
      Options: asrole exec --help. More: asrole SUBCOMMAND --help.
      Also: asrole --version, asrole --agent-jar (print the path of the agent's jar).
      Exit status: the command's; 125 asrole failed, 126 no program, 127 not found.
      """;

  /** The subcommands of one purpose. */
  private record Group(String title, List<String> names) {}

  /** All subcommands; picocli's annotations have no groups. */
  private static final List<Group> GROUPS =
      List.of(
          new Group("Run", List.of("exec", "attach", "detach", "credentials")),
          new Group("Inspect", List.of("whoami", "roles", "status")),
          new Group("Fix", List.of("doctor", "setup", "forget")));

  private HelpScreen() {}

  /** Replaces picocli's help of the root command. */
  static void install(CommandLine root) {
    Map<String, CommandLine.IHelpSectionRenderer> sections = new LinkedHashMap<>();
    sections.put("screen", help -> format(root.getSubcommands()));
    // The method of CommandLine would change the help of the subcommands, too.
    root.getCommandSpec().usageMessage().sectionMap(sections);
    root.getCommandSpec().usageMessage().sectionKeys(List.copyOf(sections.keySet()));
  }

  private static String format(Map<String, CommandLine> subcommands) {
    StringBuilder screen = new StringBuilder(EXAMPLES);
    for (Group group : GROUPS) {
      String title = group.title();
      for (String name : group.names()) {
        screen.append(LINE.formatted(title, name, summary(subcommands.get(name))));
        title = "";
      }
    }
    return screen.append(REST).toString();
  }

  /** The first sentence of the description, cut at a space if it is wider than the screen. */
  private static String summary(@Nullable CommandLine subcommand) {
    String whole =
        String.join(
            " ", Objects.requireNonNull(subcommand).getCommandSpec().usageMessage().description());
    String first = whole.split("[.:;](?= |$)", 2)[0];
    if (first.length() <= COLUMNS - INDENT) {
      return first;
    }
    return first.substring(0, first.lastIndexOf(' ', COLUMNS - INDENT - 3)) + "...";
  }
}
