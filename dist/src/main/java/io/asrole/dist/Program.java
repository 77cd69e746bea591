// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.dist;

import io.asrole.cli.CommandModel;
import io.asrole.sandbox.SandboxCommand;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * A program as its command model tells it.
 *
 * @param plain the call without a word
 */
record Program(String name, Word plain, List<Word> words) {
  /** The word that the call without a word is short for. */
  private static final String PLAIN = "exec";

  static Program asrole() {
    CommandSpec root = CommandModel.asrole();
    List<Word> words = words(root);
    Word exec = words.stream().filter(word -> word.name().equals(PLAIN)).findFirst().orElseThrow();
    Set<String> known = new LinkedHashSet<>();
    List<OptionSpec> options =
        Stream.concat(root.options().stream(), exec.options().stream())
            .filter(option -> known.add(option.longestName()))
            .toList();
    return new Program(root.name(), Word.of(root, options, exec.arguments()), words);
  }

  static Program sandbox() {
    CommandSpec root = SandboxCommand.model();
    Word plain = Word.of(root, root.options(), root.positionalParameters());
    return new Program(root.name(), plain, words(root));
  }

  /** What has a page of its own: a word without an option of its own is told in the program's. */
  List<Word> pages() {
    List<Word> pages = new ArrayList<>(List.of(plain));
    words.stream().filter(word -> !word.options().isEmpty()).forEach(pages::add);
    return pages;
  }

  /** What that makes of each word; the call without a word has the empty name. */
  String each(BiFunction<String, Word, String> of) {
    return Stream.concat(
            Stream.of(of.apply("", plain)), words.stream().map(word -> of.apply(word.name(), word)))
        .collect(Collectors.joining());
  }

  private static List<Word> words(CommandSpec root) {
    return root.subcommands().values().stream()
        .map(line -> line.getCommandSpec())
        .filter(spec -> !spec.usageMessage().hidden())
        .map(spec -> Word.of(spec, spec.options(), spec.positionalParameters()))
        .toList();
  }
}
