// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.sandbox.json;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.protocols.jsoncore.JsonNode;
import software.amazon.awssdk.protocols.jsoncore.JsonNodeParser;
import software.amazon.awssdk.thirdparty.jackson.core.JsonFactory;
import software.amazon.awssdk.thirdparty.jackson.core.JsonParser;
import software.amazon.awssdk.thirdparty.jackson.core.StreamReadFeature;

/** A JSON value together with its place in the document. */
public final class JsonPlace {
  private final JsonNode node;
  private final String place;

  private JsonPlace(JsonNode node, String place) {
    this.node = node;
    this.place = place;
  }

  public static JsonPlace parse(String document) {
    // Otherwise a duplicate member would silently replace the first one. In a policy this could
    // drop
    // a condition.
    JsonFactory strict =
        JsonFactory.builder().configure(StreamReadFeature.STRICT_DUPLICATE_DETECTION, true).build();
    try (JsonParser tokens = strict.createParser(document)) {
      if (tokens.nextToken() == null) {
        throw JsonException.notJson("nothing there");
      }
      tokens.skipChildren();
      // The SDK's parser ignores everything after the first value.
      if (tokens.nextToken() != null) {
        throw JsonException.notJson("expected exactly one value");
      }
    } catch (IOException e) {
      throw JsonException.notJson(firstLine(e));
    }
    return new JsonPlace(JsonNodeParser.create().parse(document), "");
  }

  private static String firstLine(IOException e) {
    String message = e.getMessage();
    return message == null ? "unreadable" : message.lines().findFirst().orElse("unreadable");
  }

  public Map<String, JsonPlace> members() {
    if (!node.isObject()) {
      throw error("expected an object");
    }
    Map<String, JsonPlace> members = new LinkedHashMap<>();
    node.asObject().forEach((name, value) -> members.put(name, new JsonPlace(value, child(name))));
    return members;
  }

  /** The members of an object. Throws JsonException if there is a member that is not known. */
  public Map<String, JsonPlace> members(Set<String> known) {
    Map<String, JsonPlace> members = members();
    members.forEach(
        (name, value) -> {
          if (!known.contains(name)) {
            throw value.error("the sandbox does not know this member");
          }
        });
    return members;
  }

  public JsonPlace required(String name) {
    return optional(name).orElseThrow(() -> error("member " + name + " is missing"));
  }

  public Optional<JsonPlace> optional(String name) {
    return Optional.ofNullable(members().get(name));
  }

  public List<JsonPlace> items() {
    if (!node.isArray()) {
      throw error("expected an array");
    }
    List<JsonPlace> items = new ArrayList<>();
    for (JsonNode item : node.asArray()) {
      items.add(new JsonPlace(item, place + "[" + items.size() + "]"));
    }
    return items;
  }

  /** The items of an array, or a single value as a list: policies allow both forms. */
  public List<JsonPlace> oneOrMore() {
    return node.isArray() ? items() : List.of(this);
  }

  public boolean isText() {
    return node.isString();
  }

  public String text() {
    if (!node.isString()) {
      throw error("expected a string");
    }
    return node.asString();
  }

  /** The text of a string, number or boolean: condition values may be any of these. */
  public String scalar() {
    if (node.isString() || node.isNumber() || node.isBoolean()) {
      return node.text();
    }
    throw error("expected a string, a number or a boolean");
  }

  public int integer() {
    try {
      return Integer.parseInt(node.isNumber() ? node.asNumber() : "");
    } catch (NumberFormatException e) {
      throw error("expected a whole number");
    }
  }

  /**
   * The value with everything in it: a map, a list, a string, a number, a boolean, or an empty
   * Optional for null.
   */
  public Object value() {
    return value(node);
  }

  private static Object value(JsonNode node) {
    if (node.isObject()) {
      Map<String, Object> map = new LinkedHashMap<>();
      node.asObject().forEach((name, inner) -> map.put(name, value(inner)));
      return map;
    } else if (node.isArray()) {
      return node.asArray().stream().map(JsonPlace::value).toList();
    } else if (node.isNumber()) {
      return number(node.asNumber());
    } else if (node.isBoolean()) {
      return node.asBoolean();
    }
    return node.isString() ? node.asString() : Optional.empty();
  }

  private static Number number(String text) {
    if (text.matches("-?\\d{1,18}")) {
      return Long.valueOf(text);
    }
    return Double.valueOf(text);
  }

  public JsonException error(String what) {
    return JsonException.create(place.isEmpty() ? "the document" : place, what);
  }

  private String child(String name) {
    return place.isEmpty() ? name : place + "." + name;
  }
}
