// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.role;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RoleSessionNameTest {
  private static final String INSTANCE = "i-0123456789abcdef0";

  @Test
  void isUserAndHost() {
    assertEquals("alice@" + INSTANCE, RoleSessionName.create("alice", INSTANCE));
  }

  @Test
  void isKeptWholeUpToAwsLimit() {
    String user = "u".repeat(64 - INSTANCE.length() - 1);
    assertEquals(user + "@" + INSTANCE, RoleSessionName.create(user, INSTANCE));
  }

  @Test
  void neverMakesTwoUsersOne() {
    String long60 = "x".repeat(60);
    List<String> users =
        List.of(
            "a-b",
            "a b",
            "a:b",
            "a/b",
            "a\u00e4b",
            "a\u00f6b",
            "DOMAIN\\a",
            "DOMAIN/a",
            "DOMAIN-a",
            "",
            "-",
            long60 + "1",
            long60 + "2",
            long60,
            long60 + "\u00e4",
            long60 + "-",
            "A-B");
    Map<String, String> userByName = new HashMap<>();
    for (String user : users) {
      String name = RoleSessionName.create(user, INSTANCE);
      assertTrue(name.matches("[\\w+=,.@-]{2,64}"), name);
      assertEquals(null, userByName.put(name, user), name);
    }
  }

  /** Alarms and reports on CloudTrail look for the name. */
  @Test
  void isTheSameInEachRelease() {
    assertEquals("a-b@h-147d81ea", RoleSessionName.create("a b", "h"));
  }
}
