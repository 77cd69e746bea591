// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.role;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.asrole.AsroleException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DurationsTest {
  @ParameterizedTest
  @CsvFileSource(files = "../sandbox/src/test/resources/durations.csv", numLinesToSkip = 1)
  void areReadByTheTableOfAllModules(String text, @Nullable Long seconds) throws AsroleException {
    if (seconds != null) {
      assertEquals(Duration.ofSeconds(seconds), Durations.parse(text, "--duration"));
    } else {
      assertThrows(AsroleException.class, () -> Durations.parse(text, "--duration"));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "1y", "9999999999"})
  void areRefusedOtherwise(String text) {
    AsroleException refused =
        assertThrows(AsroleException.class, () -> Durations.parse(text, "--duration"));
    assertEquals(
        ("--duration: '"
            + text
            + "' is not a duration: give seconds, or a number with s, m or h, at most 12h"),
        refused.sentence());
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "2, 2",
    "899s, 899",
    "43201, 43201",
    "13h, 46800",
    "999999999h, 3599999996400"
  })
  void areRefusedBeyondAwsBounds(String text, String seconds) {
    AsroleException refused =
        assertThrows(AsroleException.class, () -> Durations.parse(text, "--duration"));
    assertEquals(
        "--duration: AWS accepts 900 (15m) to 43200 seconds (12h), not "
            + seconds
            + "; a number without unit is seconds",
        refused.sentence());
  }
}
