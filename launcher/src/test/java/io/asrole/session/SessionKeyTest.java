// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SessionKeyTest {
  /** Another name for the same parts would forget each session of a host at an upgrade. */
  @Test
  void theSamePartsAreTheSameSessionInEachReleaseAndOnEachHost() {
    assertEquals(
        "04e74ff0e1c745657f161aea0629b7b4a17aafa5", key("role", "a", "region", "b").name());
  }

  @Test
  void eachPartCounts() {
    assertNotEquals(key("role", "a"), key("role", "b"));
    assertNotEquals(key("role", "a"), key("region", "a"));
    assertNotEquals(key("role", "a"), key("role", "a", "region", ""));
  }

  @Test
  void partsDoNotRunIntoEachOther() {
    assertNotEquals(key("a", "b\nc=1:d"), key("a", "b", "c", "d"));
    assertNotEquals(key("a=0:\nb", ""), key("a", "", "b", ""));
    assertNotEquals(key("TransitiveTagKey.a=0:\n16:b", ""), key("TransitiveTagKey.a", "", "b", ""));
  }

  @Test
  void theNameIsFitForAFile() {
    String name = key("role", "../../x\n").name();
    assertTrue(name.matches("[0-9a-f]{40}"), name);
  }

  private static SessionKey key(String... namesAndValues) {
    Map<String, String> parts = new LinkedHashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      parts.put(namesAndValues[i], namesAndValues[i + 1]);
    }
    return SessionKey.create(parts);
  }
}
