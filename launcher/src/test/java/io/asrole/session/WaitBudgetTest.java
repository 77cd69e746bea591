// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The bound is on the sum of the waits. */
class WaitBudgetTest {
  @ParameterizedTest
  @CsvSource({"0, 35, 30", "-7, 35, 30", "10, 25, 30", "30, 5, 15", "35, 0, 10", "100, 0, 5"})
  void whatWasWaitedIsTakenOff(int waited, int forAnotherStart, int forAws) {
    WaitBudget waits = new WaitBudget(Duration.ofSeconds(waited));
    assertAbout(forAnotherStart, waits.forAnotherStart());
    assertAbout(forAws, waits.forAws());
  }

  @Test
  void timePassesByItself() {
    WaitBudget waits = new WaitBudget(Duration.ofSeconds(5));
    Duration first = waits.forAnotherStart();
    Duration second = first;
    while (second.equals(first)) {
      second = waits.forAnotherStart();
    }
    assertTrue(second.compareTo(first) < 0, () -> first + " then less");
  }

  private static void assertAbout(int seconds, Duration left) {
    assertEquals(seconds, left.plusMillis(999).toSeconds(), left::toString);
  }
}
