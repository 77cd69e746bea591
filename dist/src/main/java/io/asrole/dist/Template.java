// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.dist;

/**
 * The hand-written code of a completion script. Placeholders such as {@code @words@} are replaced
 * by tables from the command model.
 */
final class Template {
  private String text;

  /** Reads the code for this shell, with the code that lists roles if the program takes a ROLE. */
  Template(String shell, Program program) {
    boolean roles = program.plain().labels().contains("ROLE");
    this.text =
        Resource.get("completions/" + shell)
            .replace("@roles@\n", roles ? Resource.get("completions/" + shell + "-roles") : "")
            .replace("@program@", program.name())
            .replace("@function@", function(program));
  }

  /** The prefix of the names of the completion functions, such as {@code _asrole_sandbox}. */
  static String function(Program program) {
    return "_" + program.name().replace("-", "_");
  }

  Template put(String place, String lines) {
    text = text.replace("@" + place + "@\n", lines);
    return this;
  }

  String text() {
    return text;
  }

  /** The text in single quotes for a POSIX shell. */
  static String quoted(String text) {
    return "'" + text.replace("'", "'\\''") + "'";
  }
}
