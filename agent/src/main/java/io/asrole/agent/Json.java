// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.agent;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads a JSON object's own strings and numbers as text; what is nested is skipped. Problems name
 * places and never content, which is secret.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8259">RFC 8259</a>
 */
final class Json {
  private static final int DEEPEST = 64;

  private final String text;
  private int at;

  private Json(String text) {
    this.text = text;
  }

  /** The object's members; null stands for null. */
  static Map<String, @Nullable String> object(String text) {
    Json json = new Json(text);
    json.blank();
    Map<String, @Nullable String> members = json.object(0);
    json.blank();
    if (json.at < text.length()) {
      throw json.unexpected();
    }
    return members;
  }

  private Map<String, @Nullable String> object(int depth) {
    Map<String, @Nullable String> members = new HashMap<>();
    expect('{');
    blank();
    if (taken('}')) {
      return members;
    }
    do {
      blank();
      String name = string();
      blank();
      expect(':');
      blank();
      members.put(name, value(depth + 1));
      blank();
    } while (taken(','));
    expect('}');
    return members;
  }

  private @Nullable String value(int depth) {
    if (depth > DEEPEST) {
      throw unexpected();
    }
    switch (peek()) {
      case '"':
        return string();
      case '{':
        object(depth);
        return null;
      case '[':
        array(depth);
        return null;
      default:
        String word = word();
        return word.equals("null") ? null : word;
    }
  }

  private void array(int depth) {
    expect('[');
    blank();
    if (taken(']')) {
      return;
    }
    do {
      blank();
      value(depth + 1);
      blank();
    } while (taken(','));
    expect(']');
  }

  private String string() {
    expect('"');
    StringBuilder string = new StringBuilder();
    while (peek() != '"') {
      char c = text.charAt(at++);
      string.append(c == '\\' ? escaped() : c);
    }
    at++;
    return string.toString();
  }

  private char escaped() {
    char c = peek();
    at++;
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
        return unicode();
      default:
        throw unexpected();
    }
  }

  private char unicode() {
    int code = 0;
    for (int i = 0; i < 4; i++) {
      int digit = Character.digit(peek(), 16);
      if (digit < 0) {
        throw unexpected();
      }
      code = code * 16 + digit;
      at++;
    }
    return (char) code;
  }

  /** A number, true, false or null. */
  private String word() {
    int start = at;
    while (at < text.length() && "+-.0123456789Eaeflnrstu".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
    String word = text.substring(start, at);
    boolean number = !word.isEmpty() && "-0123456789".indexOf(word.charAt(0)) >= 0;
    if (!number && !word.equals("null") && !word.equals("true") && !word.equals("false")) {
      throw unexpected();
    }
    return word;
  }

  private void blank() {
    while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
  }

  private boolean taken(char c) {
    if (at < text.length() && text.charAt(at) == c) {
      at++;
      return true;
    }
    return false;
  }

  private void expect(char c) {
    if (peek() != c) {
      throw unexpected();
    }
    at++;
  }

  private char peek() {
    if (at >= text.length()) {
      throw new IllegalArgumentException("its JSON ends too early");
    }
    return text.charAt(at);
  }

  private IllegalArgumentException unexpected() {
    return new IllegalArgumentException("it is not a JSON object (character " + at + ")");
  }
}
