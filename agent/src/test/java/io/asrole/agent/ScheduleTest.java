// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScheduleTest {
  private static final Instant NOW = Instant.EPOCH;

  @ParameterizedTest
  @CsvSource({
    "PT1H, PT40M",
    "PT41M, PT21M",
    "PT21M, PT1M",
    "PT20M, PT13M20S",
    "PT12H, PT8H",
    "PT9S, PT6S",
    "PT1S, PT1S",
  })
  void refreshesWhenAThirdOrTwentyMinutesAreLeft(Duration left, Duration delay) {
    assertEquals(delay, Schedule.delayAfterSuccess(NOW, ending(left), 0));
  }

  @Test
  void leavesMoreThanFifteenMinutesOfAnHourWhateverTheJitter() {
    assertEquals(
        Duration.ofMinutes(42), Schedule.delayAfterSuccess(NOW, ending(Duration.ofHours(1)), 1));
  }

  @Test
  void refreshesSoonerIfLessTimeIsLeft() {
    assertEquals(
        Duration.ofMinutes(3), Schedule.delayAfterNoChange(NOW, ending(Duration.ofMinutes(18))));
    assertEquals(
        Duration.ofSeconds(1), Schedule.delayAfterNoChange(NOW, ending(Duration.ofSeconds(2))));
  }

  @ParameterizedTest
  @CsvSource({"1, 1000", "2, 2000", "5, 16000", "6, 30000", "1000, 30000"})
  void backsOffFromOneToThirtySeconds(int failures, long millis) {
    assertEquals(millis, Schedule.delayAfterFailure(NOW, null, failures, 0.5).toMillis());
  }

  @Test
  void variesTheDelayByAFifth() {
    assertEquals(800, Schedule.delayAfterFailure(NOW, null, 1, 0).toMillis());
    assertEquals(1200, Schedule.delayAfterFailure(NOW, null, 1, 1).toMillis());
  }

  @Test
  void retriesEveryFiveSecondsAfterTheExpiration() {
    assertEquals(
        Duration.ofSeconds(5), Schedule.delayAfterFailure(NOW, ending(Duration.ZERO), 1000, 0.5));
    assertEquals(
        Duration.ofSeconds(1),
        Schedule.delayAfterFailure(NOW, ending(Duration.ofHours(-1)), 1, 0.5));
  }

  @Test
  void doesNotDelayPastTheExpiration() {
    assertEquals(
        Duration.ofSeconds(7),
        Schedule.delayAfterFailure(NOW, ending(Duration.ofSeconds(7)), 9, 0.5));
    assertEquals(
        Duration.ofSeconds(30),
        Schedule.delayAfterFailure(NOW, ending(Duration.ofMinutes(9)), 9, 0.5));
  }

  private static Credentials ending(Duration left) {
    return new Credentials("ASIA", "secret", "token", NOW.plus(left), null);
  }
}
