// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.front;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The names of the subcommands. A name is a subcommand only as the first argument. {@code asrole
 * exec} starts a command as a role of the same name.
 */
public final class Subcommands {
  private static final Set<String> KNOWN =
      Set.of(
          "exec",
          "attach",
          "detach",
          "credentials",
          "whoami",
          "status",
          "roles",
          "forget",
          "doctor",
          "setup");

  private static final String HELP = "help";
  private static final String VERSION = "version";

  private Subcommands() {}

  /** The subcommands of this version. */
  public static Set<String> all() {
    return KNOWN;
  }

  /** Whether this first argument can be a subcommand, so that the script must run Java. */
  public static boolean isTaken(String argument) {
    return KNOWN.contains(argument) || argument.equals(HELP);
  }

  /**
   * Whether this is {@code help}, {@code help TOPIC} or {@code version}. With further arguments
   * these are role names, so that {@code asrole help -- ls} runs ls as the role {@code help}.
   */
  public static boolean isHelpOrVersion(List<String> arguments) {
    return switch (arguments.get(0)) {
      case HELP ->
          arguments.size() == 1 || (arguments.size() == 2 && !arguments.get(1).equals("--"));
      case VERSION -> arguments.size() == 1;
      default -> false;
    };
  }

  /** The TOPIC of {@code help TOPIC} if it is not a subcommand; empty for any other call. */
  public static Optional<String> unknownTopic(List<String> arguments) {
    return arguments.size() == 2
            && isHelpOrVersion(arguments)
            && !isTaken(arguments.get(1))
            && !arguments.get(1).equals(VERSION)
            && !arguments.get(1).startsWith("-")
        ? Optional.of(arguments.get(1))
        : Optional.empty();
  }

  /** Converts {@code help attach} to {@code attach --help}, and the like. */
  public static List<String> toOptions(List<String> question) {
    if (question.get(0).equals(VERSION)) {
      return List.of("--version");
    }
    return question.size() == 2 && KNOWN.contains(question.get(1))
        ? List.of(question.get(1), "--help")
        : List.of("--help");
  }

  /** Whether this is a subcommand. */
  public static boolean isSubcommand(String argument) {
    return KNOWN.contains(argument);
  }
}
