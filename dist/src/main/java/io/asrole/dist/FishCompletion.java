// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.dist;

import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Model.OptionSpec;

/**
 * The completion script for fish: one {@code complete} line for each option, with the condition
 * that the option's subcommand is on the command line.
 *
 * @see <a href="https://fishshell.com/docs/current/cmds/complete.html">complete</a>
 */
final class FishCompletion {
  private FishCompletion() {}

  static String write(Program program) {
    String complete = "complete -c " + program.name();
    String function = "_" + Template.function(program);
    String subcommands =
        program.subcommands().stream()
            .map(
                subcommand ->
                    "%s -n %s_is_first -a %s -d %s\n"
                        .formatted(
                            complete,
                            function,
                            subcommand.name(),
                            quoted(subcommand.description())))
            .collect(Collectors.joining());
    String options =
        program.each(
            (name, subcommand) ->
                subcommand.options().stream()
                    .map(
                        option ->
                            "%s -n '%s_takes_options \"%s\"' %s\n"
                                .formatted(complete, function, name, option(function, option)))
                    .collect(Collectors.joining()));
    String names =
        program.subcommands().stream().map(Subcommand::name).collect(Collectors.joining(" "));
    return new Template("fish", program)
        .put("words", "    set -l words " + names + "\n")
        .put("takes", program.each(FishCompletion::takes))
        .put("complete", subcommands + options)
        .text();
  }

  private static String takes(String name, Subcommand subcommand) {
    return "        case '%s'\n            set valued %s\n            set arguments %s\n"
        .formatted(
            name, String.join(" ", subcommand.names(true)), String.join(" ", subcommand.labels()));
  }

  private static String option(String function, OptionSpec option) {
    String names =
        Stream.of(option.names())
            .map(name -> name.startsWith("--") ? "-l " + name.substring(2) : "-s " + name.charAt(1))
            .collect(Collectors.joining(" "));
    return names + value(function, option) + " -d " + quoted(Subcommand.summary(option));
  }

  private static String value(String function, OptionSpec option) {
    if (!Subcommand.takesValue(option)) {
      return "";
    }
    if (Subcommand.takesFile(option)) {
      return " -r -F";
    }
    Map<String, String> texts = Subcommand.valueTexts(option);
    String values =
        Subcommand.values(option).stream()
            .map(value -> value(function, value, texts.getOrDefault(value.replace(":", ""), "")))
            .collect(Collectors.joining(" "));
    return values.isEmpty() ? " -x" : " -x -a " + quoted(values);
  }

  /** A value and its description; fish reads {@code \t} as the tab between the two. */
  private static String value(String function, String value, String text) {
    String candidate = value.equals("profile:") ? "profile:(" + function + "_profiles)" : value;
    return text.isEmpty() ? candidate : candidate + "\\t" + quoted(text);
  }

  private static String quoted(String text) {
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
  }
}
