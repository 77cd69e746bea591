// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.text;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;
import java.util.stream.Collectors;

/**
 * Writes JSON. A value is a map, a list, a string or an integer; maps keep their order.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8259">RFC 8259</a>
 */
public final class JsonWriter {
  private static final String STEP = "  ";

  private JsonWriter() {}

  /** One line without spaces: {@code {"Version":1,"Tags":["a","b"]}}. */
  public static String compact(Object value) {
    // Without a stream: asrole-grant writes JSON in each of its short lives.
    if (value instanceof Map<?, ?> object) {
      StringJoiner members = new StringJoiner(",", "{", "}");
      for (Map.Entry<?, ?> member : object.entrySet()) {
        members.add(name(member) + ":" + compact(member.getValue()));
      }
      return members.toString();
    }
    if (value instanceof List<?> array) {
      StringJoiner elements = new StringJoiner(",", "[", "]");
      for (Object element : array) {
        elements.add(compact(element));
      }
      return elements.toString();
    }
    return scalar(value);
  }

  /** An array with each element in compact form on a line of its own. */
  public static String lines(List<?> array) {
    return array.stream().map(JsonWriter::compact).collect(Collectors.joining(",\n ", "[", "]"));
  }

  /** Indented by two spaces a level; an array of strings stands on one line. */
  public static String indented(Object value) {
    return indented(value, "");
  }

  /**
   * Writes the value. All lines after the first begin with the indent.
   *
   * @param indent spaces
   */
  private static String indented(Object value, String indent) {
    String inner = indent + STEP;
    if (value instanceof Map<?, ?> object) {
      return object.entrySet().stream()
          .map(member -> inner + name(member) + ": " + indented(member.getValue(), inner))
          .collect(Collectors.joining(",\n", "{\n", "\n" + indent + "}"));
    }
    if (value instanceof List<?> array) {
      return array.stream().allMatch(String.class::isInstance)
          ? array.stream().map(JsonWriter::scalar).collect(Collectors.joining(", ", "[", "]"))
          : array.stream()
              .map(element -> inner + indented(element, inner))
              .collect(Collectors.joining(",\n", "[\n", "\n" + indent + "]"));
    }
    return scalar(value);
  }

  private static String name(Map.Entry<?, ?> member) {
    return scalar(String.valueOf(member.getKey()));
  }

  private static String scalar(Object value) {
    if (value instanceof Integer number) {
      return number.toString();
    }
    if (!(value instanceof String text)) {
      throw new IllegalArgumentException("no JSON for " + value.getClass());
    }
    StringBuilder json = new StringBuilder("\"");
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        json.append('\\').append(c);
      } else if (c < ' ') {
        json.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
      } else {
        json.append(c);
      }
    }
    return json.append('"').toString();
  }
}
