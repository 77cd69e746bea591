// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {
  @Test
  void readsStringsAndNumbersAsText() {
    assertEquals(
        Map.of("a", "x", "n", "-1.5e3", "t", "true"),
        Json.parseObject(" { \"a\" : \"x\" ,\n\"n\":-1.5e3,\"t\":true} "));
  }

  @Test
  void readsEscapes() {
    assertEquals(
        "q\" b\\ s/ \b\f\n\r\t \u00e9",
        Json.parseObject("{\"a\":\"q\\\" b\\\\ s\\/ \\b\\f\\n\\r\\t \\u00e9\"}").get("a"));
  }

  @Test
  void skipsNestedValues() {
    Map<String, String> members =
        Json.parseObject(
            "{\"o\":{\"a\":[1,{\"b\":\"}\"}],\"c\":{}},\"l\":[],\"z\":null,\"k\":\"v\"}");
    assertEquals("v", members.get("k"));
    assertNull(members.get("o"));
    assertTrue(members.containsKey("z"));
  }

  @Test
  void readsAnEmptyObject() {
    assertTrue(Json.parseObject("{}").isEmpty());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "{",
        "{\"secret\"",
        "{\"a\":\"secret}",
        "{\"a\":secret}",
        "{\"a\":\"secret\",}",
        "{\"a\":\"secret\"} x",
        "{\"a\":\"\\x\"}",
        "{\"a\":\"\\u00g0\"}",
        "{\"a\":\"\\u00",
        "{'a':1}",
        "<html>secret</html>"
      })
  void refusesInvalidObjectsWithoutQuotingThem(String text) {
    String message =
        String.valueOf(
            assertThrows(IllegalArgumentException.class, () -> Json.parseObject(text))
                .getMessage());
    assertFalse(message.contains("secret"), message);
  }

  @Test
  void refusesDeepNesting() {
    assertThrows(
        IllegalArgumentException.class, () -> Json.parseObject("{\"a\":" + "[".repeat(100_000)));
  }
}
