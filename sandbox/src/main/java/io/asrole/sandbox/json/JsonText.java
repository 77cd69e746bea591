// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.sandbox.json;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.protocols.jsoncore.JsonWriter;
import software.amazon.awssdk.thirdparty.jackson.core.JsonFactory;

/**
 * Writes JSON objects. The values are strings, whole numbers, doubles, booleans, lists and maps of
 * these, or an empty Optional for null.
 */
public final class JsonText {
  private static final JsonFactory JSON = new JsonFactory();

  private JsonText() {}

  /**
   * The object as text in the layout of instance metadata: one member on each line, and a space on
   * each side of the colon.
   */
  public static String document(Map<String, ?> members) {
    return text(
        members,
        JsonWriter.builder()
            .jsonGeneratorFactory(out -> JSON.createGenerator(out).useDefaultPrettyPrinter())
            .build());
  }

  /** The object as text on one line and without spaces. */
  public static String line(Map<String, ?> members) {
    return text(members, JsonWriter.create());
  }

  private static String text(Map<String, ?> members, JsonWriter json) {
    write(members, json);
    return new String(json.getBytes(), StandardCharsets.UTF_8);
  }

  private static void write(Object value, JsonWriter json) {
    if (value instanceof Map<?, ?> map) {
      json.writeStartObject();
      map.forEach(
          (name, inner) -> {
            json.writeFieldName(String.valueOf(name));
            write(inner, json);
          });
      json.writeEndObject();
    } else if (value instanceof Optional<?> optional) {
      optional.ifPresentOrElse(inner -> write(inner, json), json::writeNull);
    } else if (value instanceof List<?> list) {
      json.writeStartArray();
      list.forEach(item -> write(item, json));
      json.writeEndArray();
    } else if (value instanceof Boolean flag) {
      json.writeValue(flag);
    } else if (value instanceof Double number) {
      json.writeValue(number);
    } else if (value instanceof Number number) {
      json.writeValue(number.longValue());
    } else {
      json.writeValue(String.valueOf(value));
    }
  }
}
