// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.protocols.jsoncore.JsonNode;

class JsonWriterTest {
  private final Map<String, Object> document = new LinkedHashMap<>();

  JsonWriterTest() {
    document.put("Version", 1);
    document.put("Action", List.of("sts:AssumeRole", "sts:TagSession"));
    document.put("Statement", List.of(Map.of("Effect", "Allow")));
    document.put("None", List.of());
  }

  @Test
  void writesOneLineWithoutSpaces() {
    assertEquals(
        "{\"Version\":1,\"Action\":[\"sts:AssumeRole\",\"sts:TagSession\"],"
            + "\"Statement\":[{\"Effect\":\"Allow\"}],\"None\":[]}",
        JsonWriter.compact(document));
  }

  @Test
  void writesOneElementALine() {
    assertEquals(
        "[{\"a\":\"1\"},\n {\"b\":\"2\"}]",
        JsonWriter.lines(List.of(Map.of("a", "1"), Map.of("b", "2"))));
    assertEquals("[]", JsonWriter.lines(List.of()));
  }

  @Test
  void indentsForReading() {
    assertEquals(
        """
        {
          "Version": 1,
          "Action": ["sts:AssumeRole", "sts:TagSession"],
          "Statement": [
            {
              "Effect": "Allow"
            }
          ],
          "None": []
        }""",
        JsonWriter.indented(document));
  }

  @Test
  void escapesWhatAParserReadsBack() {
    String text = "quote \" slash \\ line \n control \u0001 \u20ac \ud83d\ude00";
    String json = JsonWriter.compact(Map.of(text, text));
    assertEquals(text, JsonNode.parser().parse(json).field(text).orElseThrow().asString());
    assertEquals("\"\\u000a\\\"\\\\\"", JsonWriter.compact("\n\"\\"));
  }

  @Test
  void refusesOtherValues() {
    assertThrows(IllegalArgumentException.class, () -> JsonWriter.compact(1.5));
  }
}
