// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.sandbox.json;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** A JSON value together with its place in the document. */
public final class JsonPlace {
  private final JsonPosition position;
  private final Kind kind;
  private final String text;
  private final Map<String, JsonPlace> members;
  private final List<JsonPlace> items;

  /** The kinds of JSON values. */
  enum Kind {
    OBJECT,
    ARRAY,
    TEXT,
    NUMBER,
    TRUTH,
    NULL
  }

  private JsonPlace(
      JsonPosition position,
      Kind kind,
      String text,
      Map<String, JsonPlace> members,
      List<JsonPlace> items) {
    this.position = position;
    this.kind = kind;
    this.text = text;
    this.members = members;
    this.items = items;
  }

  static JsonPlace object(JsonPosition position, Map<String, JsonPlace> members) {
    return new JsonPlace(
        position, Kind.OBJECT, "", Collections.unmodifiableMap(members), List.of());
  }

  static JsonPlace array(JsonPosition position, List<JsonPlace> items) {
    return new JsonPlace(position, Kind.ARRAY, "", Map.of(), Collections.unmodifiableList(items));
  }

  static JsonPlace scalar(JsonPosition position, Kind kind, String text) {
    return new JsonPlace(position, kind, text, Map.of(), List.of());
  }

  public static JsonPlace parse(String document) {
    return parse(document, null);
  }

  /** Parses the content of a file. Errors in the document name the file and the line. */
  public static JsonPlace parse(String document, @Nullable String file) {
    return JsonReader.read(document, file);
  }

  public boolean isObject() {
    return kind == Kind.OBJECT;
  }

  /** The members of an object, in the order of the document. */
  public Map<String, JsonPlace> members() {
    if (kind != Kind.OBJECT) {
      throw error("expected an object");
    }
    return members;
  }

  /** The members of an object. Throws JsonException if there is a member that is not known. */
  public Map<String, JsonPlace> members(Set<String> known) {
    members()
        .forEach(
            (name, value) -> {
              if (!known.contains(name)) {
                throw value.error("the sandbox does not know this member");
              }
            });
    return members;
  }

  /** The members of an object. Throws JsonException if two names are the same, case aside. */
  public Map<String, JsonPlace> membersOfAnyCase() {
    Set<String> names = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    members()
        .forEach(
            (name, value) -> {
              if (!names.add(name)) {
                throw value.error("a second " + name + ", case aside");
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

  /** The member, if there is one that is not null. */
  public Optional<JsonPlace> present(String name) {
    return optional(name).filter(place -> place.kind != Kind.NULL);
  }

  public List<JsonPlace> items() {
    if (kind != Kind.ARRAY) {
      throw error("expected an array");
    }
    return items;
  }

  /** The items of an array, or a single value as a list: policies allow both forms. */
  public List<JsonPlace> oneOrMore() {
    return kind == Kind.ARRAY ? items : List.of(this);
  }

  public boolean isText() {
    return kind == Kind.TEXT;
  }

  public String text() {
    if (kind != Kind.TEXT) {
      throw error("expected a string");
    }
    return text;
  }

  /** The text of a string, number or boolean: condition values may be any of these. */
  public String scalar() {
    if (kind == Kind.TEXT || kind == Kind.NUMBER || kind == Kind.TRUTH) {
      return text;
    }
    throw error("expected a string, a number or a boolean");
  }

  public int integer() {
    try {
      return Integer.parseInt(kind == Kind.NUMBER ? text : "");
    } catch (NumberFormatException e) {
      throw error("expected a whole number");
    }
  }

  /**
   * The value with everything in it: a map, a list, a string, a number, a boolean, or an empty
   * Optional for null.
   */
  public Object value() {
    // The reader bounds the depth of a document, and so the depth of this recursion.
    return switch (kind) {
      case OBJECT -> {
        Map<String, Object> map = new LinkedHashMap<>();
        members.forEach((name, inner) -> map.put(name, inner.value()));
        yield map;
      }
      case ARRAY -> items.stream().map(JsonPlace::value).toList();
      case TEXT -> text;
      case NUMBER -> number();
      case TRUTH -> Boolean.valueOf(text);
      case NULL -> Optional.empty();
    };
  }

  private Number number() {
    if (text.matches("-?\\d{1,18}")) {
      return Long.valueOf(text);
    }
    return Double.valueOf(text);
  }

  /** The number of characters of the value as JSON without white space between its tokens. */
  public int size() {
    // The reader bounds the depth of a document, and so the depth of this recursion.
    int separators = 1 + Math.max(1, members.size() + items.size());
    return switch (kind) {
      case OBJECT ->
          separators
              + members.entrySet().stream()
                  .mapToInt(member -> member.getKey().length() + 3 + member.getValue().size())
                  .sum();
      case ARRAY -> separators + items.stream().mapToInt(JsonPlace::size).sum();
      case TEXT -> text.length() + 2;
      default -> text.length();
    };
  }

  public JsonException error(String what) {
    return JsonException.create(position, what);
  }
}
