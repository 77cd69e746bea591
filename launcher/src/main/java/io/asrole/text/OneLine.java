// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.text;

/** Makes text from outside safe for one line of a terminal or a log. */
public final class OneLine {
  private OneLine() {}

  /** The text with one space in place of each run of white space and control characters. */
  public static String flatten(String text) {
    StringBuilder line = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      // C1 controls too: in some terminals U+009B begins an escape sequence.
      boolean blank = Character.isWhitespace(c) || Character.isISOControl(c);
      if (!blank) {
        line.append(c);
      } else if (line.length() > 0 && line.charAt(line.length() - 1) != ' ') {
        line.append(' ');
      }
    }
    return line.toString().strip();
  }

  /**
   * The first {@code length} characters of the flattened text, with an ellipsis if it is longer.
   */
  public static String shorten(String text, int length) {
    String line = flatten(text);
    return line.length() <= length ? line : line.substring(0, length) + "...";
  }
}
