// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.sandbox.world;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RoleSessionsTest {
  private static final Role ROLE = World.builtIn().roles().get(0);

  private final RoleSessions sessions = new RoleSessions();

  @Test
  void forgetsTheSessionsThatWereNotUsedForTheLongestTime() {
    String instance = open();
    String idle = open();
    for (int i = 0; i < 9_999; i++) {
      open();
      assertTrue(sessions.find(instance).isPresent());
    }
    assertEquals(Optional.empty(), sessions.find(idle));
  }

  private String open() {
    return sessions
        .open(ROLE, "s", Map.of(), Set.of(), null, List.of(), Instant.EPOCH)
        .credentials()
        .accessKeyId();
  }
}
