// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.dist;

import java.util.stream.Collectors;
import picocli.CommandLine.Model.OptionSpec;

/**
 * The completion script for bash: tables of the subcommands and their options, and hand-written
 * code.
 */
final class BashCompletion {
  private BashCompletion() {}

  static String write(Program program) {
    String names =
        program.subcommands().stream().map(Subcommand::name).collect(Collectors.joining(" "));
    return new Template("bash", program)
        .put("words", "  words=(" + names + ")\n")
        .put("takes", program.each(BashCompletion::takes))
        .put("values", program.each(BashCompletion::values))
        .text();
  }

  private static String takes(String name, Subcommand subcommand) {
    return "    '%s')\n      flags=(%s)\n      valued=(%s)\n      arguments=(%s)\n      ;;\n"
        .formatted(
            name,
            String.join(" ", subcommand.names(false)),
            String.join(" ", subcommand.names(true)),
            String.join(" ", subcommand.labels()));
  }

  private static String values(String name, Subcommand subcommand) {
    return subcommand.options().stream()
        .filter(option -> !values(option).isEmpty())
        .map(
            option ->
                "    '%s %s') values=(%s) ;;\n"
                    .formatted(name, option.longestName(), values(option)))
        .collect(Collectors.joining());
  }

  private static String values(OptionSpec option) {
    return Subcommand.takesFile(option) ? "FILE" : String.join(" ", Subcommand.values(option));
  }
}
