// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

class OptionConvertersTest {
  @ParameterizedTest
  @CsvFileSource(files = "src/test/resources/durations.csv", numLinesToSkip = 1)
  void readDurationsByTheTableOfAllModules(String text, @Nullable Long seconds) {
    assertEquals(
        Optional.ofNullable(seconds).map(Duration::ofSeconds),
        OptionConverters.parseDuration(text));
  }
}
