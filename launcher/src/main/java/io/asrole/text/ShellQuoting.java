// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.text;

/**
 * Quotes text as one word of a command line.
 *
 * @see <a
 *     href="https://pubs.opengroup.org/onlinepubs/9799919799/utilities/V3_chap02.html#tag_19_02_02">POSIX
 *     shell: single-quotes</a>
 */
public final class ShellQuoting {
  private ShellQuoting() {}

  /** The text in single quotes, for a POSIX shell. */
  public static String quote(String text) {
    return "'" + text.replace("'", "'\\''") + "'";
  }

  /** The text, in single quotes if a POSIX shell needs them. */
  public static String quoteIfNeeded(String text) {
    return !text.isEmpty() && Alphabet.SHELL_WORD.hasAllOf(text) ? text : quote(text);
  }

  /**
   * The text, in quotes if needed, for a POSIX shell and for the options of a JVM. A JVM
   * understands both kinds of quotes, but no backslash.
   */
  public static String quoteForJvmIfNeeded(String text) {
    return Alphabet.JVM_OPTION.hasAllOf(text) ? text : "'" + text.replace("'", "'\"'\"'") + "'";
  }
}
