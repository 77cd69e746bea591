// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.dist;

/** The hand-written code of a completion, with places for what the command model knows. */
final class Template {
  private String text;

  /** The shell's code, and where roles are asked for the code that knows them. */
  Template(String shell, Program program) {
    boolean roles = program.plain().labels().contains("ROLE");
    this.text =
        Resource.get("completions/" + shell)
            .replace("@roles@\n", roles ? Resource.get("completions/" + shell + "-roles") : "")
            .replace("@program@", program.name())
            .replace("@function@", function(program));
  }

  /** What the names of the completion's functions begin with. */
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

  /** In single quotes of a POSIX shell. */
  static String quoted(String text) {
    return "'" + text.replace("'", "'\\''") + "'";
  }
}
