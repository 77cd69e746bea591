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

/** Reads a JSON document into places. */
final class JsonReader {
  private static final int MOST_LEVELS = 100;

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
    try (JsonParser tokens = STRICT.createParser(document)) {
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
      throw JsonException.notJson(file, line, firstLine(e.getOriginalMessage()));
    } catch (IOException e) {
      throw JsonException.notJson(file, 1, firstLine(e.getMessage()));
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

  private static String firstLine(@Nullable String message) {
    return message == null ? "unreadable" : message.lines().findFirst().orElse("unreadable");
  }
}
