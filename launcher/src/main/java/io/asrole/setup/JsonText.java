// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.setup;

import io.asrole.Json;
import java.util.List;
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
          .map(
              e -> inner + Json.string(String.valueOf(e.getKey())) + ": " + of(e.getValue(), inner))
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
    return Json.string(String.valueOf(document));
  }
}
