// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.agent;

import java.time.Duration;
import java.util.Optional;

/** Parses durations such as {@code 900} (seconds), {@code 90s}, {@code 15m} and {@code 1h}. */
final class Durations {
  private static final int MAX_DIGITS = 9;

  private Durations() {}

  /** The duration; empty if the text is not one. */
  static Optional<Duration> parse(String text) {
    int end = text.length();
    char unit = end == 0 ? '?' : text.charAt(end - 1);
    boolean hasUnit = unit == 's' || unit == 'm' || unit == 'h';
    String number = hasUnit ? text.substring(0, end - 1) : text;
    if (number.isEmpty() || number.length() > MAX_DIGITS || !isDecimal(number)) {
      return Optional.empty();
    }
    long count = Long.parseLong(number);
    switch (unit) {
      case 'm':
        return Optional.of(Duration.ofMinutes(count));
      case 'h':
        return Optional.of(Duration.ofHours(count));
      default:
        return Optional.of(Duration.ofSeconds(count));
    }
  }

  /** Whether the text has only the digits 0 to 9. A lambda would slow down the start of the JVM. */
  private static boolean isDecimal(String number) {
    for (int i = 0; i < number.length(); i++) {
      if (number.charAt(i) < '0' || number.charAt(i) > '9') {
        return false;
      }
    }
    return true;
  }
}
