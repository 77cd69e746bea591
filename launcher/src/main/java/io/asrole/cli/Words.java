// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.cli;

import io.asrole.AsroleException;
import java.util.List;
import java.util.Set;

/** The words that are taken as the first argument; a role of such a name goes through exec. */
final class Words {
  private static final Set<String> KNOWN =
      Set.of(
          "exec",
          "attach",
          "detach",
          "credentials",
          "whoami",
          "status",
          "forget",
          "doctor",
          "setup");

  /** Kept free, so that a script written today means the same when they come. */
  private static final Set<String> RESERVED = Set.of("roles");

  private static final String HELP = "help";
  private static final String VERSION = "version";

  private Words() {}

  /** Those that can be typed. */
  static Set<String> all() {
    return KNOWN;
  }

  /** Whether a call that begins with it may be none of a role. */
  static boolean isTaken(String argument) {
    return KNOWN.contains(argument) || RESERVED.contains(argument) || argument.equals(HELP);
  }

  /**
   * Whether the call asks what other programs have words for; a role of that name is known by the
   * command behind it.
   */
  static boolean isQuestion(List<String> arguments) {
    return switch (arguments.get(0)) {
      case HELP ->
          arguments.size() == 1 || (arguments.size() == 2 && KNOWN.contains(arguments.get(1)));
      case VERSION -> arguments.size() == 1;
      default -> false;
    };
  }

  /** The question as this program's options ask it. */
  static List<String> asOptions(List<String> question) {
    if (question.get(0).equals(VERSION)) {
      return List.of("--version");
    }
    return question.size() == 1 ? List.of("--help") : List.of(question.get(1), "--help");
  }

  static boolean isWord(String argument) throws AsroleException {
    if (RESERVED.contains(argument)) {
      throw AsroleException.refused(
          "'"
              + argument
              + "' is kept for a later version; for a role of that name: asrole exec "
              + argument
              + " -- COMMAND");
    }
    return KNOWN.contains(argument);
  }
}
