// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.sandbox.world;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.asrole.sandbox.json.JsonException;
import io.asrole.sandbox.json.JsonPlace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
            "instance", InstanceReader.MEMBERS,
            "oidcProvider", OidcProvider.MEMBERS,
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
  void acceptsNullForEachMemberThatMayBeAbsent() {
    JsonPlace definitions = schema.required("$defs");
    List<JsonPlace> objects =
        Stream.concat(
                Stream.of(schema),
                Stream.of("instance", "role", "user", "organization").map(definitions::required))
            .toList();
    for (JsonPlace object : objects) {
      object
          .required("properties")
          .members()
          .forEach(
              (name, property) ->
                  assertEquals(!required(object).contains(name), acceptsNull(property), name));
    }
    String role = "{\"arn\": \"arn:aws:iam::123456789012:role/R\", \"trust\": %s, %s}";
    String trust =
        "{\"Statement\": {\"Effect\": \"Allow\", \"Principal\": \"*\", \"Action\": \"sts:*\"}}";
    World world =
        World.parse(
            "{\"account\": \"123456789012\", \"roles\": [%s], \"instance\": {\"id\": \"i-12345678\", %s}, \"organization\": {\"id\": \"o-a1b2c3d4e5\", %s}, %s}"
                .formatted(
                    role.formatted(trust, nulls(definitions.required("role"), Set.of())),
                    nulls(definitions.required("instance"), Set.of()),
                    nulls(definitions.required("organization"), Set.of()),
                    nulls(schema, Set.of("instance", "organization"))));
    assertNull(world.instance().role());
    assertTrue(world.users().isEmpty());
  }

  /** The members that may be absent, as JSON: {@code "tags": null, "boundary": null}. */
  private static String nulls(JsonPlace object, Set<String> except) {
    return properties(object).stream()
        .filter(name -> !required(object).contains(name) && !except.contains(name))
        .map(name -> "\"" + name + "\": null")
        .collect(Collectors.joining(", "));
  }

  private static boolean acceptsNull(JsonPlace property) {
    return property.optional("type").stream()
            .flatMap(type -> type.oneOrMore().stream())
            .anyMatch(type -> type.text().equals("null"))
        || property.optional("enum").stream()
            .flatMap(values -> values.items().stream())
            .anyMatch(value -> value.value().equals(Optional.empty()))
        || property.optional("anyOf").stream()
            .flatMap(schemas -> schemas.items().stream())
            .anyMatch(WorldSchemaTest::acceptsNull);
  }

  @Test
  void allowsTheTagKeysThatTheReaderAllows() {
    JsonPlace names =
        schema
            .required("$defs")
            .required("instance")
            .required("properties")
            .required("tags")
            .required("propertyNames");
    assertEquals("^" + InstanceReader.TAG_KEY.pattern() + "$", names.required("pattern").text());
    assertEquals(
        InstanceReader.RESERVED_TAG_KEYS,
        names.required("not").required("enum").items().stream()
            .map(JsonPlace::text)
            .collect(Collectors.toSet()));
  }

  @Test
  void listsThePartitions() {
    Set<String> listed =
        schema.required("properties").required("partition").required("enum").items().stream()
            .filter(JsonPlace::isText)
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
