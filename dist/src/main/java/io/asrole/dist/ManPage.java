// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.dist;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Model.OptionSpec;

/**
 * A man page: the command model gives synopsis and options, a hand-written fragment the rest.
 *
 * @param all the subcommands that have a man page, for SEE ALSO
 * @see <a href="https://man7.org/linux/man-pages/man7/man.7.html">man(7)</a>
 */
record ManPage(Program program, Subcommand subcommand, List<Subcommand> all, Edition edition) {
  /** The line of a fragment that the options replace. */
  private static final String OPTIONS = ".\\\" OPTIONS\n";

  String text() {
    String fragment = Resource.find("man/" + subcommand.page() + ".man").orElse(OPTIONS);
    int options = fragment.indexOf(OPTIONS);
    if (options < 0) {
      throw new IllegalStateException(
          subcommand.page() + ".man does not say where its options come");
    }
    return heading()
        + section("DESCRIPTION", Roff.prose(subcommand.description()) + "\n")
        + fragment.substring(0, options)
        + section("OPTIONS", arguments() + options())
        + subcommands()
        + fragment.substring(options + OPTIONS.length())
        + section("SEE ALSO", others());
  }

  private String heading() {
    String title = subcommand.page().replace("-", "\\-");
    return ".\\\" Generated from the command model.\n"
        // No hyphenation: readers copy names, so a name must not be split at the end of a line.
        + ".nr HY 0\n"
        + ".TH %s 1 %s \"asrole %s\" \"User Commands\"\n"
            .formatted(
                subcommand.page().toUpperCase(Locale.ROOT), edition.date(), edition.version())
        + ".ad l\n"
        + section("NAME", title + " \\- " + name() + "\n")
        + section(
            "SYNOPSIS",
            subcommand.synopsis().stream()
                .map(line -> Roff.synopsis(line) + "\n")
                .collect(Collectors.joining(".br\n")));
  }

  /** The description for whatis(1): first letter in lower case, no full stop. */
  private String name() {
    String sentence = subcommand.description();
    String text = sentence.substring(0, 1).toLowerCase(Locale.ROOT) + sentence.substring(1);
    return Roff.prose(text.replaceAll("\\.$", ""));
  }

  private String arguments() {
    return subcommand.arguments().stream()
        .filter(argument -> !argument.hidden())
        .map(argument -> item(Roff.italic(argument.paramLabel()), argument.description()))
        .collect(Collectors.joining());
  }

  private String options() {
    return subcommand.options().stream()
        .map(option -> item(names(option), option.description()))
        .collect(Collectors.joining());
  }

  private static String names(OptionSpec option) {
    String value =
        Subcommand.takesValue(option)
            ? Subcommand.separator(option) + Roff.italic(option.paramLabel())
            : "";
    return Stream.of(option.names()).map(Roff::bold).collect(Collectors.joining(", ")) + value;
  }

  private String subcommands() {
    if (!subcommand.equals(program.plain()) || program.subcommands().isEmpty()) {
      return "";
    }
    return section(
        "SUBCOMMANDS",
        program.subcommands().stream()
            .map(
                other ->
                    item(
                        Roff.bold(program.name() + " " + other.name()),
                        other.description()
                            + (all.contains(other) ? " See " + other.page() + "(1)." : "")))
            .collect(Collectors.joining()));
  }

  private String others() {
    return all.stream()
        .filter(other -> !other.equals(subcommand))
        .map(other -> ".BR " + other.page().replace("-", "\\-") + " (1)")
        .sorted()
        .collect(Collectors.joining(",\n", "", "\n"));
  }

  private static String section(String title, String text) {
    return ".SH " + title + "\n" + text;
  }

  /** A tagged paragraph (TP). Each string of {@code lines} begins a new line of the page. */
  private static String item(String tag, String... lines) {
    return ".TP\n"
        + tag
        + "\n"
        + Stream.of(lines).map(Roff::prose).collect(Collectors.joining("\n.br\n"))
        + "\n";
  }
}
