// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.cli;

/** Text as a word for a shell, to be copied from what asrole prints. */
final class Shell {
  private static final String PLAIN = "_+=,.@-/:%";

  private Shell() {}

  static String word(String text) {
    boolean plain =
        !text.isEmpty()
            && text.chars()
                .allMatch(c -> (c < 0x80 && Character.isLetterOrDigit(c)) || PLAIN.indexOf(c) >= 0);
    return plain ? text : "'" + text.replace("'", "'\\''") + "'";
  }
}
