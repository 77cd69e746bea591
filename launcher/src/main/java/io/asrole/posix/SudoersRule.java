// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.posix;

import java.util.List;

/**
 * A rule that lets a user or a group run asrole-grant for one role.
 *
 * @see <a href="https://www.sudo.ws/docs/man/sudoers.man/">sudoers(5)</a>
 */
public final class SudoersRule {
  /** The tags that each rule needs. */
  public static final List<String> TAGS =
      List.of("NOPASSWD:", "NOSETENV:", "NOLOG_OUTPUT:", "NOLOG_INPUT:");

  private SudoersRule() {}

  /**
   * Writes the rule as one line; a backslash stands before the special characters of sudoers.
   *
   * @param who a user, or a group after a percent sign
   * @param program the path of asrole-grant
   */
  public static String write(String who, String program, String role) {
    return who.replace("\\", "\\\\")
        + " ALL=(asrole) "
        + String.join(" ", TAGS)
        + " "
        + program
        + " "
        + role.replaceAll("[=,:\\\\]", "\\\\$0");
  }
}
