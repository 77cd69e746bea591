// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.dist;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Model.OptionSpec;

/**
 * Completion for fish: a line an option, each under the condition that its word is being typed.
 *
 * @see <a href="https://fishshell.com/docs/current/cmds/complete.html">complete</a>
 */
final class FishCompletion {
  private FishCompletion() {}

  static String of(Program program) {
    String complete = "complete -c " + program.name();
    String function = "_" + Template.function(program);
    String words =
        program.words().stream()
            .map(
                word ->
                    "%s -n %s_is_first -a %s -d %s\n"
                        .formatted(complete, function, word.name(), quoted(word.description())))
            .collect(Collectors.joining());
    String options =
        program.each(
            (name, word) ->
                word.options().stream()
                    .map(
                        option ->
                            "%s -n '%s_takes_options \"%s\"' %s\n"
                                .formatted(complete, function, name, option(function, option)))
                    .collect(Collectors.joining()));
    String names = program.words().stream().map(Word::name).collect(Collectors.joining(" "));
    return new Template("fish", program)
        .put("words", "    set -l words " + names + "\n")
        .put("takes", program.each(FishCompletion::takes))
        .put("complete", words + options)
        .text();
  }

  private static String takes(String name, Word word) {
    return "        case '%s'\n            set valued %s\n            set arguments %s\n"
        .formatted(name, String.join(" ", word.names(true)), String.join(" ", word.labels()));
  }

  private static String option(String function, OptionSpec option) {
    String names =
        Stream.of(option.names())
            .map(name -> name.startsWith("--") ? "-l " + name.substring(2) : "-s " + name.charAt(1))
            .collect(Collectors.joining(" "));
    return names + value(function, option) + " -d " + quoted(Word.description(option));
  }

  private static String value(String function, OptionSpec option) {
    if (!Word.takesValue(option)) {
      return "";
    }
    if (Word.takesFile(option)) {
      return " -r -F";
    }
    List<String> values =
        Word.values(option).stream()
            .map(value -> value.equals("profile:") ? "profile:(" + function + "_profiles)" : value)
            .toList();
    return values.isEmpty() ? " -x" : " -x -a '" + String.join(" ", values) + "'";
  }

  private static String quoted(String text) {
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
  }
}
