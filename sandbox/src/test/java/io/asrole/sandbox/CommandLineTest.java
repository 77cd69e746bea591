// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.asrole.sandbox.imds.ImdsMode;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CommandLineTest {
  @Test
  void readsEveryOption() throws UsageException {
    CommandLine line =
        parse(
            "--world w.json --imds optional --lifetime 8s --imds-lifetime 2h --clock-offset -20m"
                + " aws --imds off");
    assertEquals("w.json", line.worldFile());
    assertEquals(ImdsMode.OPTIONAL, line.options().imds());
    assertEquals(Duration.ofSeconds(8), line.options().lifetime());
    assertEquals(Duration.ofHours(2), line.options().imdsLifetime());
    assertEquals(Duration.ofMinutes(-20), line.options().clockOffset());
    assertEquals(List.of("aws", "--imds", "off"), line.command());
  }

  @Test
  void hasTheSeedForTheRest() throws UsageException {
    CommandLine line = parse("--");
    assertEquals(CommandLine.Task.RUN, line.task());
    assertNull(line.worldFile());
    assertEquals(ImdsMode.V2, line.options().imds());
    assertEquals(Duration.ofHours(6), line.options().imdsLifetime());
    assertNull(line.options().lifetime());
    assertEquals(List.of(), line.command());
  }

  @Test
  void readsNothingAfterTwoDashes() throws UsageException {
    assertEquals(List.of("--help"), parse("-- --help").command());
    assertEquals(List.of("world"), parse("-- world").command());
    assertEquals(List.of("world", "x"), parse("world x").command());
  }

  @ParameterizedTest
  @CsvSource({"world, WORLD", "--help, HELP", "-h, HELP", "--version, VERSION"})
  void knowsItsWords(String word, CommandLine.Task task) throws UsageException {
    assertEquals(task, parse(word).task());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--nope              | unknown option --nope (see asrole-sandbox --help)",
        "--world             | option --world needs a value",
        "--imds v3           | option --imds: expected v2, optional or off, not v3",
        "--lifetime 8        | option --lifetime: expected a duration such as 8s, 20m or 6h, not 8",
        "--lifetime 0s       | option --lifetime: expected at least 1s, not 0s",
        "--imds-lifetime -1h | option --imds-lifetime: expected at least 1s, not -1h",
      })
  void saysWhatIsWrong(String arguments, String message) {
    UsageException error = assertThrows(UsageException.class, () -> parse(arguments));
    assertEquals(message, error.getMessage());
  }

  private static CommandLine parse(String arguments) throws UsageException {
    return CommandLine.parse(List.of(arguments.split(" ", -1)));
  }
}
