// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.sts;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DateHeaderTest {
  private final DateHeader date = new DateHeader(() -> Instant.parse("2026-11-25T12:00:00.9Z"));

  @Test
  void tellsHowFarTheOtherSideIsAhead() {
    date.read("Wed, 25 Nov 2026 12:20:00 GMT");
    assertEquals(Optional.of(Duration.ofMinutes(20)), date.difference());
    date.read("Wed, 25 Nov 2026 11:59:58 GMT");
    assertEquals(Optional.of(Duration.ofSeconds(-2)), date.difference());
  }

  @Test
  void tellsNothingByWhatIsNoDate() {
    date.read("now");
    assertEquals(Optional.empty(), date.difference());
  }
}
