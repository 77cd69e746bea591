// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.check;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.asrole.check.Finding.Verdict;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClockDifferenceTest {
  @ParameterizedTest
  @CsvSource({
    "0, OK, 'same as AWS''s, to the second'",
    "59, OK, this host's clock is 59 s behind AWS's",
    "-2, OK, this host's clock is 2 s ahead of AWS's",
    "60, WARN, this host's clock is 60 s behind AWS's",
    "-600, WARN, this host's clock is 600 s ahead of AWS's"
  })
  void warnsFromAMinuteOn(int seconds, Verdict verdict, String says) {
    Finding found = ClockDifference.finding(Duration.ofSeconds(seconds));
    assertEquals(verdict, found.verdict());
    assertEquals(says, found.says());
  }
}
