// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.sandbox;

import java.time.Duration;
import java.util.Optional;

/** Parses durations in the grammar of all asrole programs: {@code 900} (seconds), 90s, 15m, 1h. */
final class Durations {
  private static final int MOST_DIGITS = 9;

  private Durations() {}

  /** The duration; empty if the text is not a duration. */
  static Optional<Duration> parse(String text) {
    int end = text.length();
    char unit = end == 0 ? '?' : text.charAt(end - 1);
    boolean hasUnit = unit == 's' || unit == 'm' || unit == 'h';
    String number = hasUnit ? text.substring(0, end - 1) : text;
    if (number.isEmpty()
        || number.length() > MOST_DIGITS
        || !number.chars().allMatch(c -> c >= '0' && c <= '9')) {
      return Optional.empty();
    }
    long count = Long.parseLong(number);
    return Optional.of(
        switch (unit) {
          case 'm' -> Duration.ofMinutes(count);
          case 'h' -> Duration.ofHours(count);
          default -> Duration.ofSeconds(count);
        });
  }
}
