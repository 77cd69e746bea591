// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.sandbox.session;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.asrole.sandbox.world.Role;
import io.asrole.sandbox.world.World;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RoleSessionsTest {
  private static final Role ROLE = World.builtIn().roles().get(0);
  private static final Duration HOUR = Duration.ofHours(1);

  private Instant now = Instant.parse("2026-01-01T00:00:00Z");
  private final RoleSessions sessions = new RoleSessions(() -> now);

  @Test
  void keepsLiveSessionsThoughManyOthersAreOpened() {
    String live = open(HOUR);
    openMany(20_000, HOUR);
    assertTrue(isKnown(live));
  }

  @Test
  void forgetsEndedSessionsBeforeLiveOnes() {
    String live = open(HOUR);
    String ended = open(Duration.ofSeconds(1));
    now = now.plusSeconds(2);
    openMany(24_998, HOUR);
    assertTrue(isKnown(ended));
    open(HOUR);
    assertFalse(isKnown(ended));
    assertTrue(isKnown(live));
  }

  @Test
  void keepsEndedSessionsForFifteenMinutes() {
    String ended = open(Duration.ofSeconds(1));
    openMany(10_000, HOUR);
    now = now.plusSeconds(900);
    open(HOUR);
    assertTrue(isKnown(ended));
    now = now.plusSeconds(1);
    open(HOUR);
    assertFalse(isKnown(ended));
  }

  @Test
  void keepsOldEndedSessionsWhileThereAreFew() {
    String ended = open(Duration.ofSeconds(1));
    now = now.plus(Duration.ofDays(2));
    openMany(9_999, HOUR);
    assertTrue(isKnown(ended));
  }

  @Test
  void forgetsTheLiveSessionsThatWereNotUsedForTheLongestTime() {
    String instance = open(HOUR);
    String idle = open(HOUR);
    openMany(24_998, HOUR);
    assertTrue(isKnown(instance));
    String newest = open(Duration.ofMinutes(15));
    assertFalse(isKnown(idle));
    assertTrue(isKnown(instance));
    assertTrue(isKnown(newest));
  }

  private boolean isKnown(String accessKeyId) {
    return sessions.find(accessKeyId).isPresent();
  }

  private void openMany(int count, Duration life) {
    for (int i = 0; i < count; i++) {
      open(life);
    }
  }

  private String open(Duration life) {
    return sessions
        .open(ROLE, "s", Map.of(), Set.of(), null, List.of(), now.plus(life))
        .credentials()
        .accessKeyId();
  }
}
