// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.text;

import java.util.ArrayList;
import java.util.List;

/**
 * Splits a section header as the AWS CLI does, by the quoting rules of a shell.
 *
 * @see <a href="https://docs.python.org/3/library/shlex.html#shlex.split">shlex.split</a>
 */
public final class ShellWords {
  private ShellWords() {}

  /** The words; an empty list if a quote is not closed or the text ends with a backslash. */
  public static List<String> split(String text) {
    List<String> words = new ArrayList<>();
    StringBuilder word = new StringBuilder();
    boolean begun = false;
    char quote = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\\' && quote != '\'') {
        if (++i == text.length()) {
          return List.of();
        }
        char escaped = text.charAt(i);
        if (quote == '"' && escaped != '"' && escaped != '\\') {
          word.append(c);
        }
        word.append(escaped);
        begun = true;
      } else if (quote != 0) {
        if (c == quote) {
          quote = 0;
        } else {
          word.append(c);
        }
      } else if (c == '"' || c == '\'') {
        quote = c;
        begun = true;
      } else if (c == ' ' || c == '\t' || c == '\r' || c == '\n') {
        if (begun) {
          words.add(word.toString());
          word.setLength(0);
          begun = false;
        }
      } else {
        word.append(c);
        begun = true;
      }
    }
    if (begun) {
      words.add(word.toString());
    }
    return quote == 0 ? words : List.of();
  }
}
