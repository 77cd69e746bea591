// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.sandbox.world;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.asrole.sandbox.json.JsonException;
import io.asrole.sandbox.json.JsonPlace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The schema of world files in docs has the members that the reader knows. */
class WorldSchemaTest {
  private final JsonPlace schema = JsonPlace.parse(Files.readString(file()));

  WorldSchemaTest() throws IOException {}

  @Test
  void hasTheMembersThatTheReaderKnows() {
    JsonPlace definitions = schema.required("$defs");
    assertEquals(WorldReader.MEMBERS, properties(schema));
    Map<String, Set<String>> known =
        Map.of(
            "instance", WorldReader.INSTANCE,
            "organization", WorldReader.ORGANIZATION,
            "role", IdentityReader.ROLE,
            "user", IdentityReader.USER);
    known.forEach(
        (name, members) -> assertEquals(members, properties(definitions.required(name)), name));
  }

  @Test
  void requiresWhatTheReaderRequires() {
    JsonPlace definitions = schema.required("$defs");
    Map<String, Object> role = Map.of("arn", "\"arn:aws:iam::123456789012:role/R\"", "trust", "{}");
    assertEquals(role.keySet(), required(definitions.required("role")));
    for (String member : required(schema)) {
      String world =
          Stream.of("\"account\": \"123456789012\"", "\"roles\": []")
              .filter(text -> !text.contains(member))
              .collect(Collectors.joining(", ", "{", "}"));
      JsonException error = assertThrows(JsonException.class, () -> World.parse(world));
      assertEquals("the document: member " + member + " is missing", error.getMessage());
    }
    assertTrue(World.parse("{\"account\": \"123456789012\", \"roles\": []}").roles().isEmpty());
  }

  @Test
  void listsThePartitions() {
    Set<String> listed =
        schema.required("properties").required("partition").required("enum").items().stream()
            .map(JsonPlace::text)
            .collect(Collectors.toSet());
    assertEquals(
        Stream.of(Partition.values()).map(Partition::id).collect(Collectors.toSet()), listed);
  }

  private static Set<String> properties(JsonPlace place) {
    return place.required("properties").members().keySet();
  }

  private static Set<String> required(JsonPlace place) {
    return place.required("required").items().stream()
        .map(JsonPlace::text)
        .collect(Collectors.toSet());
  }

  private static Path file() {
    // Maven runs the tests in the folder of the module.
    return Path.of("..", "docs", "world.schema.json");
  }
}
