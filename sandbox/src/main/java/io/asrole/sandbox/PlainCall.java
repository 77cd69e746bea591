// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.sandbox;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A command line without options and subcommands. It needs no parser, so it starts faster. */
final class PlainCall {
  /** The names that picocli must see, because they are subcommands. */
  static final Set<String> SUBCOMMANDS = Set.of("decide", "token", "world");

  private PlainCall() {}

  /** The command, which may be empty; empty Optional: picocli must parse the arguments. */
  static Optional<List<String>> parse(String... arguments) {
    List<String> all = List.of(arguments);
    if (all.isEmpty()) {
      return Optional.of(all);
    }
    String first = all.get(0);
    if (first.equals("--")) {
      return Optional.of(all.subList(1, all.size()));
    }
    return first.startsWith("-") || SUBCOMMANDS.contains(first)
        ? Optional.empty()
        : Optional.of(all);
  }
}
