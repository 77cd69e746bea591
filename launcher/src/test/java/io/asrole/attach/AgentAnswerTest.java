// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.attach;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AgentAnswerTest {
  @ParameterizedTest
  @CsvSource({
    "active Role until 2026-01-01T00:00:01Z, active Role until 2026-01-01T00:00:01Z",
    "active Role until 2026-01-01T00:00:00Z, expired Role until 2026-01-01T00:00:00Z",
    "idle a until b until 2025-12-31T23:59:59Z, expired a until b until 2025-12-31T23:59:59Z",
    "waiting Role, waiting Role",
    "detached, detached",
    "active Role until soonZ, active Role until soonZ",
  })
  void goesByTheClock(String status, String now) {
    assertEquals(now, AgentAnswer.statusAt(status, Instant.parse("2026-01-01T00:00:00Z")));
  }

  @Test
  void knowsWhetherThereAreKeysThatSomebodySet() throws Exception {
    assertTrue(AgentAnswer.read("ok 9.8.7 3 0 keys", "").hasOthersKeys());
    AgentAnswer older = AgentAnswer.read("ok 9.8.7 3 1", "");
    assertFalse(older.hasOthersKeys());
    assertEquals(1, older.notHooked());
  }
}
