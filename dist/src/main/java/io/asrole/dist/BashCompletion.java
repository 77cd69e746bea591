// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.dist;

import java.util.stream.Collectors;
import picocli.CommandLine.Model.OptionSpec;

/** Completion for bash: tables of the words and of their options' values, and code to read them. */
final class BashCompletion {
  private BashCompletion() {}

  static String of(Program program) {
    String names = program.words().stream().map(Word::name).collect(Collectors.joining(" "));
    return new Template("bash", program)
        .put("words", "  words=(" + names + ")\n")
        .put("takes", program.each(BashCompletion::takes))
        .put("values", program.each(BashCompletion::values))
        .text();
  }

  private static String takes(String name, Word word) {
    return "    '%s')\n      flags=(%s)\n      valued=(%s)\n      arguments=(%s)\n      ;;\n"
        .formatted(
            name,
            String.join(" ", word.names(false)),
            String.join(" ", word.names(true)),
            String.join(" ", word.labels()));
  }

  private static String values(String name, Word word) {
    return word.options().stream()
        .filter(option -> !values(option).isEmpty())
        .map(
            option ->
                "    '%s %s') values=(%s) ;;\n"
                    .formatted(name, option.longestName(), values(option)))
        .collect(Collectors.joining());
  }

  private static String values(OptionSpec option) {
    return Word.takesFile(option) ? "FILE" : String.join(" ", Word.values(option));
  }
}
