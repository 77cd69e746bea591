// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

class DurationsTest {
  @ParameterizedTest
  @CsvFileSource(files = "../sandbox/src/test/resources/durations.csv", numLinesToSkip = 1)
  void areParsedAsInTheTableOfAllModules(String text, @Nullable Long seconds) {
    assertEquals(Optional.ofNullable(seconds).map(Duration::ofSeconds), Durations.parse(text));
  }
}
