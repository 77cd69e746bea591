// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.dist;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Model.OptionSpec;

/**
 * A man page: what the command model knows, and around its options what the word's fragment says.
 *
 * @param all what has a page, for SEE ALSO
 * @see <a href="https://man7.org/linux/man-pages/man7/man.7.html">man(7)</a>
 */
record ManPage(Program program, Word word, List<Word> all, Edition edition) {
  /** Where in a fragment the options come. */
  private static final String OPTIONS = ".\\\" OPTIONS\n";

  String text() {
    String fragment = Resource.find("man/" + word.page() + ".man").orElse(OPTIONS);
    int options = fragment.indexOf(OPTIONS);
    if (options < 0) {
      throw new IllegalStateException(word.page() + ".man does not say where its options come");
    }
    return heading()
        + section("DESCRIPTION", Roff.prose(word.description()) + "\n")
        + fragment.substring(0, options)
        + section("OPTIONS", arguments() + options())
        + words()
        + fragment.substring(options + OPTIONS.length())
        + section("SEE ALSO", others());
  }

  private String heading() {
    String title = word.page().replace("-", "\\-");
    return ".\\\" Generated from the command model.\n"
        // Names are copied, and must not be torn at the end of a line.
        + ".nr HY 0\n"
        + ".TH %s 1 %s \"asrole %s\" \"User Commands\"\n"
            .formatted(word.page().toUpperCase(Locale.ROOT), edition.date(), edition.version())
        + ".ad l\n"
        + section("NAME", title + " \\- " + name() + "\n")
        + section(
            "SYNOPSIS",
            word.synopsis().stream()
                .map(line -> Roff.synopsis(line) + "\n")
                .collect(Collectors.joining(".br\n")));
  }

  /** As whatis(1) shows it: no sentence. */
  private String name() {
    String sentence = word.description();
    String text = sentence.substring(0, 1).toLowerCase(Locale.ROOT) + sentence.substring(1);
    return Roff.prose(text.replaceAll("\\.$", ""));
  }

  private String arguments() {
    return word.arguments().stream()
        .filter(argument -> !argument.hidden())
        .map(
            argument ->
                item(Roff.italic(argument.paramLabel()), String.join(" ", argument.description())))
        .collect(Collectors.joining());
  }

  private String options() {
    return word.options().stream()
        .map(option -> item(names(option), Word.description(option)))
        .collect(Collectors.joining());
  }

  private static String names(OptionSpec option) {
    String value =
        Word.takesValue(option) ? Word.separator(option) + Roff.italic(option.paramLabel()) : "";
    return Stream.of(option.names()).map(Roff::bold).collect(Collectors.joining(", ")) + value;
  }

  private String words() {
    if (!word.equals(program.plain()) || program.words().isEmpty()) {
      return "";
    }
    return section(
        "SUBCOMMANDS",
        program.words().stream()
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
        .filter(other -> !other.equals(word))
        .map(other -> ".BR " + other.page().replace("-", "\\-") + " (1)")
        .sorted()
        .collect(Collectors.joining(",\n", "", "\n"));
  }

  private static String section(String title, String text) {
    return ".SH " + title + "\n" + text;
  }

  private static String item(String tag, String text) {
    return ".TP\n" + tag + "\n" + Roff.prose(text) + "\n";
  }
}
