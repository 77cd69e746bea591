// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.sandbox.json;

import java.util.Iterator;
import java.util.Map;
import java.util.Optional;

/** Writes JSON. */
public final class JsonText {
  private JsonText() {}

  /**
   * An object, one member a line, with one space on each side of the colon as instance metadata
   * spells it. An empty Optional is written as null.
   */
  public static String document(Map<String, ?> members) {
    StringBuilder out = new StringBuilder("{\n");
    Iterator<? extends Map.Entry<String, ?>> entries = members.entrySet().iterator();
    while (entries.hasNext()) {
      Map.Entry<String, ?> entry = entries.next();
      out.append("  ").append(quote(entry.getKey())).append(" : ").append(value(entry.getValue()));
      out.append(entries.hasNext() ? ",\n" : "\n");
    }
    return out.append("}").toString();
  }

  private static String value(Object value) {
    if (value instanceof Map<?, ?> map) {
      StringBuilder out = new StringBuilder("{");
      map.forEach(
          (name, inner) ->
              out.append(out.length() > 1 ? ", " : "")
                  .append(quote(String.valueOf(name)))
                  .append(" : ")
                  .append(value(inner)));
      return out.append("}").toString();
    }
    if (value instanceof Optional<?> optional) {
      return optional.isPresent() ? value(optional.get()) : "null";
    }
    return value instanceof String text ? quote(text) : String.valueOf(value);
  }

  private static String quote(String text) {
    StringBuilder out = new StringBuilder("\"");
    text.chars().forEach(c -> out.append(escape((char) c)));
    return out.append('"').toString();
  }

  private static String escape(char c) {
    return switch (c) {
      case '"' -> "\\\"";
      case '\\' -> "\\\\";
      default -> c < ' ' ? String.format("\\u%04x", (int) c) : String.valueOf(c);
    };
  }
}
