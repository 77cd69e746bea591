// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.sandbox.json;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class JsonTextTest {
  @Test
  void writesDocumentsAsInstanceMetadataDoes() {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("Code", "Success");
    members.put("billingProducts", Optional.empty());
    members.put("count", 3);
    assertEquals(
        """
        {
          "Code" : "Success",
          "billingProducts" : null,
          "count" : 3
        }""",
        JsonText.document(members));
  }

  @Test
  void writesWhatTheParserReads() {
    String value = "quote \" slash \\ line \n control \u0001 \u20ac";
    String text = JsonText.document(Map.of("a", value));
    assertEquals(value, JsonPlace.parse(text).required("a").text());
  }
}
