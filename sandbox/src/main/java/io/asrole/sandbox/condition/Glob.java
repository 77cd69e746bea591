// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.sandbox.condition;

/**
 * Matches policy wildcards: {@code *} is any characters, {@code ?} is any one character. Patterns
 * contain two Unicode noncharacters for an asterisk and a question mark that are no wildcards.
 */
public final class Glob {
  private static final char ASTERISK = '\uFDD0';
  private static final char QUESTION_MARK = '\uFDD1';

  private Glob() {}

  /** A pattern that matches exactly the text. */
  static String fixed(String text) {
    return text.replace('*', ASTERISK).replace('?', QUESTION_MARK);
  }

  /** The pattern as plain text. */
  static String plain(String pattern) {
    return pattern.replace(ASTERISK, '*').replace(QUESTION_MARK, '?');
  }

  public static boolean matches(String pattern, String text) {
    int p = 0;
    int t = 0;
    int star = -1;
    int resume = 0;
    while (t < text.length()) {
      if (p < pattern.length() && pattern.charAt(p) == '*') {
        star = p++;
        resume = t;
      } else if (p < pattern.length() && matches(pattern.charAt(p), text.charAt(t))) {
        p++;
        t++;
      } else if (star >= 0) {
        p = star + 1;
        t = ++resume;
      } else {
        return false;
      }
    }
    while (p < pattern.length() && pattern.charAt(p) == '*') {
      p++;
    }
    return p == pattern.length();
  }

  private static boolean matches(char pattern, char text) {
    return switch (pattern) {
      case '?' -> true;
      case ASTERISK -> text == '*';
      case QUESTION_MARK -> text == '?';
      default -> pattern == text;
    };
  }
}
