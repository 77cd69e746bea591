// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.setup;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Objects, arrays and strings as JSON for people to read. */
final class JsonText {
  private static final String STEP = "  ";

  private JsonText() {}

  /** The document, its lines but the first behind that indent. */
  static String of(Object document, String indent) {
    String inner = indent + STEP;
    if (document instanceof Map<?, ?> object) {
      return object.entrySet().stream()
          .map(e -> inner + string(String.valueOf(e.getKey())) + ": " + of(e.getValue(), inner))
          .collect(Collectors.joining(",\n", "{\n", "\n" + indent + "}"));
    }
    if (document instanceof List<?> array) {
      boolean inLine = array.stream().allMatch(String.class::isInstance);
      return inLine
          ? array.stream().map(e -> of(e, "")).collect(Collectors.joining(", ", "[", "]"))
          : array.stream()
              .map(e -> inner + of(e, inner))
              .collect(Collectors.joining(",\n", "[\n", "\n" + indent + "]"));
    }
    return string(String.valueOf(document));
  }

  private static String string(String text) {
    StringBuilder json = new StringBuilder("\"");
    text.chars()
        .forEach(
            c -> {
              if (c == '"' || c == '\\') {
                json.append('\\').append((char) c);
              } else if (c < ' ') {
                json.append(String.format(Locale.ROOT, "\\u%04x", c));
              } else {
                json.append((char) c);
              }
            });
    return json.append('"').toString();
  }
}
