// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.sandbox;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/**
 * Finds options of the sandbox before a subcommand, such as {@code --world FILE decide}. The
 * subcommand does not read them, so they would be ignored.
 */
final class MisplacedOption {
  private MisplacedOption() {}

  /**
   * The error sentence about the first such option. Empty if there is none.
   *
   * @param subcommand the command line that picocli parsed last; may be the one of the sandbox
   */
  static Optional<String> find(CommandLine subcommand) {
    CommandLine parent = subcommand.getParent();
    @Nullable ParseResult parsed = parent == null ? null : parent.getParseResult();
    if (parsed == null) {
      return Optional.empty();
    }
    return parsed.matchedOptions().stream()
        .filter(option -> !option.usageHelp() && !option.versionHelp())
        .findFirst()
        .map(option -> sentence(option, subcommand));
  }

  private static String sentence(OptionSpec option, CommandLine subcommand) {
    String name = option.longestName();
    String command = subcommand.getCommandName();
    if (subcommand.getCommandSpec().findOption(name) == null) {
      return name
          + " is not an option of "
          + command
          + "; see "
          + subcommand.getCommandSpec().qualifiedName()
          + " --help";
    }
    return name
        + " goes behind "
        + command
        + ": "
        + subcommand.getCommandSpec().qualifiedName()
        + " "
        + name
        + (option.arity().max() == 0 ? "" : " " + option.paramLabel());
  }
}
