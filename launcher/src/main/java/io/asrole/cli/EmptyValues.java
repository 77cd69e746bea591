// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.cli;

import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/**
 * Refuses an option with an empty value, as an unset variable of a shell leaves it. No option gives
 * the empty value a meaning; the value of a session tag may be empty, its key may not.
 */
final class EmptyValues {
  private EmptyValues() {}

  /** Checks the options of the call and of its subcommand. */
  static void refuse(ParseResult call) {
    for (OptionSpec option : call.matchedOptions()) {
      boolean isPair = option.typeInfo().isMap();
      for (String value : option.originalStringValues()) {
        if (value.isEmpty() || (isPair && value.startsWith("="))) {
          throw new ParameterException(
              call.commandSpec().commandLine(),
              isPair
                  ? "option '" + option.longestName() + "' has an empty KEY: '" + value + "'"
                  : "option '"
                      + option.longestName()
                      + "' is empty: give it a value, or leave it out");
        }
      }
    }
    if (call.hasSubcommand()) {
      refuse(call.subcommand());
    }
  }
}
