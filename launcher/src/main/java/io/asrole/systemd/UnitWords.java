// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.systemd;

import io.asrole.text.Alphabet;
import java.util.ArrayList;
import java.util.List;

/**
 * Splits and quotes the words of a systemd setting.
 *
 * @see <a
 *     href="https://www.freedesktop.org/software/systemd/man/latest/systemd.syntax.html#Quoting">
 *     systemd.syntax(7): quoting</a>
 */
public final class UnitWords {
  private UnitWords() {}

  /** The words as written, with their quotes and backslashes. */
  public static List<String> split(String value) {
    List<String> words = new ArrayList<>();
    StringBuilder word = new StringBuilder();
    char quote = 0;
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (quote == 0 && (c == ' ' || c == '\t')) {
        if (word.length() > 0) {
          words.add(word.toString());
          word.setLength(0);
        }
        continue;
      }
      word.append(c);
      if (c == '\\' && i + 1 < value.length()) {
        word.append(value.charAt(++i));
      } else if (c == quote) {
        quote = 0;
      } else if (quote == 0 && (c == '"' || c == '\'')) {
        quote = c;
      }
    }
    if (word.length() > 0) {
      words.add(word.toString());
    }
    return words;
  }

  /** The word without quotes. Escapes such as {@code \x20} stay, but for quotes and backslashes. */
  public static String unquote(String word) {
    StringBuilder text = new StringBuilder();
    char quote = 0;
    for (int i = 0; i < word.length(); i++) {
      char c = word.charAt(i);
      if (c == '\\' && i + 1 < word.length()) {
        char next = word.charAt(++i);
        if ("\\\"' ".indexOf(next) < 0) {
          text.append(c);
        }
        text.append(next);
      } else if (c == quote) {
        quote = 0;
      } else if (quote == 0 && (c == '"' || c == '\'')) {
        quote = c;
      } else {
        text.append(c);
      }
    }
    return text.toString();
  }

  /**
   * The text as one word, in quotes if needed. Percent signs are doubled: they are no specifier.
   */
  public static String quote(String text) {
    String escaped = text.replace("\\", "\\\\").replace("\"", "\\\"").replace("%", "%%");
    return Alphabet.SHELL_WORD.hasAllOf(text) ? escaped : "\"" + escaped + "\"";
  }

  /** The word with text appended to its value, and every character of the word kept. */
  public static String append(String word, String text) {
    String escaped = text.replace("\\", "\\\\").replace("\"", "\\\"").replace("%", "%%");
    boolean isQuoted =
        word.startsWith("\"") && word.indexOf('"', 1) == word.length() - 1 && word.length() > 1;
    return isQuoted && !word.contains("\\")
        ? word.substring(0, word.length() - 1) + escaped + "\""
        : word + "\"" + escaped + "\"";
  }
}
