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
 * A program, created from its command model.
 *
 * @param plain the call without a subcommand, such as {@code asrole ROLE -- COMMAND}
 */
record Program(String name, Subcommand plain, List<Subcommand> subcommands) {
  /** The subcommand that a call without a subcommand runs. */
  private static final String PLAIN = "exec";

  static Program asrole() {
    CommandSpec root = CommandModel.create();
    List<Subcommand> subcommands = subcommands(root);
    Subcommand exec =
        subcommands.stream()
            .filter(subcommand -> subcommand.name().equals(PLAIN))
            .findFirst()
            .orElseThrow();
    Set<String> known = new LinkedHashSet<>();
    List<OptionSpec> options =
        Stream.concat(root.options().stream(), exec.options().stream())
            .filter(option -> known.add(option.longestName()))
            .toList();
    return new Program(root.name(), Subcommand.of(root, options, exec.arguments()), subcommands);
  }

  static Program sandbox() {
    CommandSpec root = SandboxCommand.model();
    Subcommand plain = Subcommand.of(root, root.options(), root.positionalParameters());
    return new Program(root.name(), plain, subcommands(root));
  }

  /**
   * The calls that have their own man page: the plain call and each subcommand with options. The
   * program's page describes the other subcommands.
   */
  List<Subcommand> pages() {
    List<Subcommand> pages = new ArrayList<>(List.of(plain));
    subcommands.stream().filter(subcommand -> !subcommand.options().isEmpty()).forEach(pages::add);
    return pages;
  }

  /**
   * Joins the results of the function for each subcommand. The first call is for the call without a
   * subcommand, with the empty name.
   */
  String each(BiFunction<String, Subcommand, String> of) {
    return Stream.concat(
            Stream.of(of.apply("", plain)),
            subcommands.stream().map(subcommand -> of.apply(subcommand.name(), subcommand)))
        .collect(Collectors.joining());
  }

  private static List<Subcommand> subcommands(CommandSpec root) {
    return root.subcommands().values().stream()
        .map(line -> line.getCommandSpec())
        .filter(spec -> !spec.usageMessage().hidden())
        .map(spec -> Subcommand.of(spec, spec.options(), spec.positionalParameters()))
        .toList();
  }
}
