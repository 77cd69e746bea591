// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.sandbox.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Set;
import org.junit.jupiter.api.Test;

class JsonPlaceTest {
  @Test
  void namesThePlaceOfAnError() {
    JsonPlace place = JsonPlace.parse("{\"a\": [{\"b\": 1}]}");
    JsonPlace inner = place.required("a").items().get(0).required("b");
    assertEquals("a[0].b: expected a string", error(inner::text));
    assertEquals("a[0].b: expected an array", error(inner::items));
    assertEquals("a[0].b: expected an object", error(inner::members));
    assertEquals("the document: member c is missing", error(() -> place.required("c")));
  }

  @Test
  void refusesMembersItDoesNotKnow() {
    JsonPlace place = JsonPlace.parse("{\"a\": 1, \"b\": 2}");
    assertEquals(
        "b: the sandbox does not know this member", error(() -> place.members(Set.of("a"))));
  }

  @Test
  void refusesASecondMemberOfTheSameName() {
    assertEquals(
        "not JSON: a second member 'a' (line 1, column 13)",
        error(() -> JsonPlace.parse("{\"a\": 1, \"a\": 2}")));
  }

  @Test
  void errorsHaveTheirPlaceAndNoWordOfTheParser() {
    assertEquals(
        "not JSON: the text ends too early (line 2, column 6)",
        error(() -> JsonPlace.parse("{\n\"a\": ")));
    assertEquals(
        "not JSON: unexpected text (line 1, column 3)", error(() -> JsonPlace.parse("{ x}")));
    assertTrue(
        error(() -> JsonPlace.parse("9".repeat(2000)))
            .startsWith("not JSON: a string, a number or a name is too long, or "));
  }

  @Test
  void skipsAByteOrderMarkAtTheStart() {
    assertEquals("x", JsonPlace.parse("\uFEFF\"x\"").text());
    assertThrows(JsonException.class, () -> JsonPlace.parse("\uFEFF\uFEFF1"));
  }

  @Test
  void refusesWhatFollowsTheDocument() {
    assertEquals("not JSON: expected exactly one value", error(() -> JsonPlace.parse("{} {}")));
    assertThrows(JsonException.class, () -> JsonPlace.parse("{} x"));
    assertThrows(JsonException.class, () -> JsonPlace.parse("{}]"));
    assertThrows(JsonException.class, () -> JsonPlace.parse("{}], [{}"));
    assertThrows(JsonException.class, () -> JsonPlace.parse(""));
    assertThrows(JsonException.class, () -> JsonPlace.parse("{\"a\": "));
  }

  @Test
  void takesOneValueForAnArrayOfOne() {
    assertEquals("x", JsonPlace.parse("\"x\"").oneOrMore().get(0).text());
    assertEquals("y", JsonPlace.parse("[\"x\", \"y\"]").oneOrMore().get(1).text());
  }

  private static String error(Runnable action) {
    return String.valueOf(assertThrows(JsonException.class, action::run).getMessage());
  }
}
