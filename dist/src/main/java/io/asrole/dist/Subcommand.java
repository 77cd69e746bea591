// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.dist;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/**
 * A subcommand with its options and arguments, or the call without a subcommand.
 *
 * @param page the name of the man page, such as {@code asrole-doctor}
 */
record Subcommand(
    String name,
    String page,
    String description,
    List<String> synopsis,
    List<OptionSpec> options,
    List<PositionalParamSpec> arguments) {
  /** A line of an option's description that describes one value of the option. */
  private static final Pattern VALUE_TEXT =
      Pattern.compile("(?<value>[a-z-]+)(:[A-Z]+)?: (?<text>.+?)[.]?");

  static Subcommand of(
      CommandSpec spec, List<OptionSpec> options, List<PositionalParamSpec> arguments) {
    return new Subcommand(
        spec.name(),
        spec.qualifiedName("-"),
        String.join(" ", spec.usageMessage().description()),
        List.of(spec.usageMessage().customSynopsis()).stream().map(String::strip).toList(),
        options.stream()
            .filter(option -> !option.hidden())
            .sorted(Comparator.comparing(OptionSpec::longestName))
            .toList(),
        arguments.stream()
            .sorted(Comparator.comparingInt(argument -> argument.index().min()))
            .toList());
  }

  /** The labels of the arguments, such as ROLE, in order. */
  List<String> labels() {
    return arguments.stream().map(PositionalParamSpec::paramLabel).toList();
  }

  /** The names of the options that take a value, or if {@code valued} is false, of the others. */
  List<String> names(boolean valued) {
    return options.stream()
        .filter(option -> takesValue(option) == valued)
        .flatMap(option -> List.of(option.names()).stream())
        .toList();
  }

  static boolean takesValue(OptionSpec option) {
    return option.arity().max() > 0;
  }

  /** The text between the option and its value, such as {@code =}. */
  static String separator(OptionSpec option) {
    return option.command().parser().separator();
  }

  static boolean takesFile(OptionSpec option) {
    return option.paramLabel().equals("FILE");
  }

  /**
   * The allowed values of the option; empty if any text is allowed. {@code profile:} stands for
   * {@code profile:NAME}.
   */
  static List<String> values(OptionSpec option) {
    Iterable<String> candidates = option.completionCandidates();
    return candidates == null
        ? List.of()
        : StreamSupport.stream(candidates.spliterator(), false).toList();
  }

  static String description(OptionSpec option) {
    return String.join(" ", option.description());
  }

  /** The description of the option without the lines that describe one value. */
  static String summary(OptionSpec option) {
    return Stream.of(option.description())
        .filter(line -> !VALUE_TEXT.matcher(line).matches())
        .collect(Collectors.joining(" "));
  }

  /**
   * The descriptions of single values, by value. A line {@code json: as aws sts prints} describes
   * the value {@code json}.
   */
  static Map<String, String> valueTexts(OptionSpec option) {
    Map<String, String> texts = new HashMap<>();
    for (String line : option.description()) {
      Matcher text = VALUE_TEXT.matcher(line);
      if (text.matches()) {
        texts.put(text.group("value"), text.group("text"));
      }
    }
    return texts;
  }
}
