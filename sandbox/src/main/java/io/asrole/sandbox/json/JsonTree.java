// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.sandbox.json;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.protocols.jsoncore.JsonNode;
import software.amazon.awssdk.protocols.jsoncore.JsonNodeParser;

/** Parses JSON into the plain values that {@link JsonText} writes. */
public final class JsonTree {
  private JsonTree() {}

  /**
   * The document as maps, lists, strings, numbers and booleans; null is an empty Optional.
   *
   * @throws JsonException if the document is not exactly one JSON value, or an object has a member
   *     twice
   */
  public static Object parse(String document) {
    JsonPlace.parse(document);
    return value(JsonNodeParser.create().parse(document));
  }

  private static Object value(JsonNode node) {
    if (node.isObject()) {
      Map<String, Object> members = new LinkedHashMap<>();
      node.asObject().forEach((name, member) -> members.put(name, value(member)));
      return members;
    } else if (node.isArray()) {
      return node.asArray().stream().map(JsonTree::value).toList();
    } else if (node.isNumber()) {
      return number(node.asNumber());
    } else if (node.isBoolean()) {
      return node.asBoolean();
    } else if (node.isNull()) {
      return Optional.empty();
    }
    return node.text();
  }

  private static Number number(String text) {
    if (text.matches("-?\\d{1,18}")) {
      return Long.valueOf(text);
    }
    return Double.valueOf(text);
  }
}
