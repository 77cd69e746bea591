// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.sandbox.json;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.thirdparty.jackson.core.JsonFactory;
import software.amazon.awssdk.thirdparty.jackson.core.JsonParser;
import software.amazon.awssdk.thirdparty.jackson.core.JsonProcessingException;
import software.amazon.awssdk.thirdparty.jackson.core.JsonToken;
import software.amazon.awssdk.thirdparty.jackson.core.StreamReadFeature;
import software.amazon.awssdk.thirdparty.jackson.core.exc.StreamConstraintsException;
import software.amazon.awssdk.thirdparty.jackson.core.io.JsonEOFException;

/** Reads a JSON document into places. */
final class JsonReader {
  private static final int MOST_LEVELS = 100;
  private static final String DUPLICATE = "Duplicate field";

  // Without this, a duplicate member would silently replace the first one. In a policy this could
  // drop a condition.
  private static final JsonFactory STRICT =
      JsonFactory.builder().configure(StreamReadFeature.STRICT_DUPLICATE_DETECTION, true).build();

  private final JsonParser tokens;
  private final @Nullable String file;

  private JsonReader(JsonParser tokens, @Nullable String file) {
    this.tokens = tokens;
    this.file = file;
  }

  static JsonPlace read(String document, @Nullable String file) {
    // Windows programs write a byte order mark at the start of a text.
    String text = document.startsWith("\uFEFF") ? document.substring(1) : document;
    try (JsonParser tokens = STRICT.createParser(text)) {
      JsonReader reader = new JsonReader(tokens, file);
      JsonToken first = tokens.nextToken();
      if (first == null) {
        throw reader.notJson("nothing there");
      }
      JsonPlace place = reader.value(first, null, "", 0);
      if (tokens.nextToken() != null) {
        throw reader.notJson("expected exactly one value");
      }
      return place;
    } catch (JsonProcessingException e) {
      int line = e.getLocation() == null ? 1 : e.getLocation().getLineNr();
      int column = e.getLocation() == null ? 1 : e.getLocation().getColumnNr();
      String where = " (line " + line + ", column " + column + ")";
      throw JsonException.notJson(file, line, what(e) + where);
    } catch (IOException e) {
      throw JsonException.notJson(file, 1, "unreadable");
    }
  }

  /** Reads the value that starts with the token. The depth limits the recursion. */
  private JsonPlace value(JsonToken token, @Nullable JsonPosition parent, String step, int depth)
      throws IOException {
    if (depth > MOST_LEVELS) {
      throw notJson("more than " + MOST_LEVELS + " levels of objects and arrays");
    }
    JsonPosition position = new JsonPosition(file, line(), parent, step);
    return switch (token) {
      case START_OBJECT -> JsonPlace.object(position, members(position, depth));
      case START_ARRAY -> JsonPlace.array(position, items(position, depth));
      case VALUE_STRING -> JsonPlace.scalar(position, JsonPlace.Kind.TEXT, tokens.getText());
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT ->
          JsonPlace.scalar(position, JsonPlace.Kind.NUMBER, tokens.getText());
      case VALUE_TRUE, VALUE_FALSE ->
          JsonPlace.scalar(position, JsonPlace.Kind.TRUTH, tokens.getText());
      default -> JsonPlace.scalar(position, JsonPlace.Kind.NULL, "null");
    };
  }

  private Map<String, JsonPlace> members(JsonPosition parent, int depth) throws IOException {
    Map<String, JsonPlace> members = new LinkedHashMap<>();
    while (tokens.nextToken() != JsonToken.END_OBJECT) {
      String name = tokens.currentName();
      members.put(name, value(tokens.nextToken(), parent, name, depth + 1));
    }
    return members;
  }

  private List<JsonPlace> items(JsonPosition parent, int depth) throws IOException {
    List<JsonPlace> items = new ArrayList<>();
    JsonToken token = tokens.nextToken();
    while (token != JsonToken.END_ARRAY) {
      items.add(value(token, parent, "[" + items.size() + "]", depth + 1));
      token = tokens.nextToken();
    }
    return items;
  }

  private int line() {
    return tokens.currentTokenLocation().getLineNr();
  }

  private JsonException notJson(String what) {
    return JsonException.notJson(file, line(), what);
  }

  /** The error in words: the messages of the parser are about its own settings and classes. */
  private static String what(JsonProcessingException failure) {
    if (failure instanceof JsonEOFException) {
      return "the text ends too early";
    }
    if (failure instanceof StreamConstraintsException) {
      return "a string, a number or a name is too long, or there are too many levels";
    }
    String message = String.valueOf(failure.getOriginalMessage());
    return message.startsWith(DUPLICATE)
        ? "a second member" + message.substring(DUPLICATE.length())
        : "unexpected text";
  }
}
