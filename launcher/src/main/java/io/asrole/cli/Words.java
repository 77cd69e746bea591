// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.cli;

import io.asrole.AsroleException;
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
  private static final Set<String> RESERVED = Set.of("serve");

  private Words() {}

  /** Those that can be typed. */
  static Set<String> all() {
    return KNOWN;
  }

  /** Whether a call that begins with it is none of a role. */
  static boolean isTaken(String argument) {
    return KNOWN.contains(argument) || RESERVED.contains(argument);
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
