// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.sandbox.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.asrole.sandbox.world.Role;
import io.asrole.sandbox.world.World;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RoleSessionTest {
  @Test
  void credentialsAreLongAndNeedEscaping() {
    Credentials credentials =
        Credentials.generate("123456789012", Instant.EPOCH, new SecureRandom());
    assertEquals(40, credentials.secretAccessKey().length());
    assertTrue(
        credentials.secretAccessKey().matches(".*/.*")
            && credentials.secretAccessKey().contains("+"));
    assertTrue(credentials.sessionToken().length() > 300);
    assertTrue(credentials.sessionToken().matches("(?=.*/)(?=.*\\+).*="));
  }

  @Test
  void nothingThatHoldsASecretPrintsIt() {
    Role role = World.builtIn().roles().get(0);
    RoleSession session =
        new RoleSessions().open(role, "alice", Map.of(), Set.of(), null, List.of(), Instant.EPOCH);
    assertFalse(session.toString().contains(session.credentials().secretAccessKey()));
    assertFalse(session.toString().contains(session.credentials().sessionToken()));
    assertTrue(session.toString().contains(session.credentials().accessKeyId()));
  }

  @Test
  void sessionTagsOverrideThoseOfTheRoleWithoutCase() {
    Role plain = World.builtIn().roles().get(0);
    Role tagged =
        new Role(
            plain.arn(),
            plain.trust(),
            plain.policies(),
            plain.boundary(),
            plain.maxSessionDuration(),
            Map.of("Team", "red", "cost", "1"));
    RoleSession session =
        new RoleSessions()
            .open(
                tagged,
                "alice",
                Map.of("team", "blue", "mood", "fine"),
                Set.of("mood"),
                null,
                List.of(),
                Instant.EPOCH);
    assertEquals(Map.of("cost", "1", "mood", "fine", "team", "blue"), session.principalTags());
    assertEquals(Map.of("mood", "fine"), session.transitiveTags());
  }
}
