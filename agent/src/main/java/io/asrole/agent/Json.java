// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.agent;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Parses the strings and numbers of a JSON object as text and skips nested values. Exceptions name
 * positions and never quote the text, which contains secrets.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8259">RFC 8259</a>
 */
final class Json {
  private static final int MAX_DEPTH = 64;

  private final String text;
  private int position;

  private Json(String text) {
    this.text = text;
  }

  /**
   * The members of an object. The value of a nested object, an array and {@code null} is null.
   *
   * @throws IllegalArgumentException if the text is not a JSON object
   */
  static Map<String, @Nullable String> parseObject(String text) {
    Json json = new Json(text);
    json.skipBlanks();
    Map<String, @Nullable String> members = json.parseObject(0);
    json.skipBlanks();
    if (json.position < text.length()) {
      throw json.unexpected();
    }
    return members;
  }

  private Map<String, @Nullable String> parseObject(int depth) {
    Map<String, @Nullable String> members = new HashMap<>();
    expect('{');
    skipBlanks();
    if (skipIf('}')) {
      return members;
    }
    do {
      skipBlanks();
      String name = parseString();
      skipBlanks();
      expect(':');
      skipBlanks();
      members.put(name, parseValue(depth + 1));
      skipBlanks();
    } while (skipIf(','));
    expect('}');
    return members;
  }

  private @Nullable String parseValue(int depth) {
    if (depth > MAX_DEPTH) {
      throw unexpected();
    }
    switch (peek()) {
      case '"':
        return parseString();
      case '{':
        parseObject(depth);
        return null;
      case '[':
        parseArray(depth);
        return null;
      default:
        String word = parseWord();
        return word.equals("null") ? null : word;
    }
  }

  private void parseArray(int depth) {
    expect('[');
    skipBlanks();
    if (skipIf(']')) {
      return;
    }
    do {
      skipBlanks();
      parseValue(depth + 1);
      skipBlanks();
    } while (skipIf(','));
    expect(']');
  }

  private String parseString() {
    expect('"');
    StringBuilder string = new StringBuilder();
    while (peek() != '"') {
      char c = text.charAt(position++);
      string.append(c == '\\' ? parseEscape() : c);
    }
    position++;
    return string.toString();
  }

  private char parseEscape() {
    char c = peek();
    position++;
    switch (c) {
      case '"':
      case '\\':
      case '/':
        return c;
      case 'b':
        return '\b';
      case 'f':
        return '\f';
      case 'n':
        return '\n';
      case 'r':
        return '\r';
      case 't':
        return '\t';
      case 'u':
        return parseUnicode();
      default:
        throw unexpected();
    }
  }

  private char parseUnicode() {
    int code = 0;
    for (int i = 0; i < 4; i++) {
      int digit = Character.digit(peek(), 16);
      if (digit < 0) {
        throw unexpected();
      }
      code = code * 16 + digit;
      position++;
    }
    return (char) code;
  }

  /** Parses a number, true, false or null. */
  private String parseWord() {
    int start = position;
    while (position < text.length()
        && "+-.0123456789Eaeflnrstu".indexOf(text.charAt(position)) >= 0) {
      position++;
    }
    String word = text.substring(start, position);
    boolean number = !word.isEmpty() && "-0123456789".indexOf(word.charAt(0)) >= 0;
    if (!number && !word.equals("null") && !word.equals("true") && !word.equals("false")) {
      throw unexpected();
    }
    return word;
  }

  private void skipBlanks() {
    while (position < text.length() && " \t\r\n".indexOf(text.charAt(position)) >= 0) {
      position++;
    }
  }

  private boolean skipIf(char c) {
    if (position < text.length() && text.charAt(position) == c) {
      position++;
      return true;
    }
    return false;
  }

  private void expect(char c) {
    if (peek() != c) {
      throw unexpected();
    }
    position++;
  }

  private char peek() {
    if (position >= text.length()) {
      throw new IllegalArgumentException("its JSON ends too early");
    }
    return text.charAt(position);
  }

  private IllegalArgumentException unexpected() {
    return new IllegalArgumentException("it is not a JSON object (character " + position + ")");
  }
}
