// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.sandbox;

import java.time.Duration;
import java.util.Optional;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Durations as every part of asrole reads them: {@code 900} (seconds), 90s, 15m, 1h. */
final class Durations {
  private static final int MOST_DIGITS = 9;

  private Durations() {}

  /** The duration; empty if the text is not one. */
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

  private static Duration required(String text, String given) {
    return parse(text)
        .orElseThrow(
            () ->
                new TypeConversionException(
                    "'"
                        + given
                        + "' is not a duration: give seconds, or a number with s, m or h, such as"
                        + " 20m"));
  }

  /** Converts an option's value to a duration of at least a second. */
  static final class Lifetime implements ITypeConverter<Duration> {
    @Override
    public Duration convert(String text) {
      Duration lifetime = required(text, text);
      if (lifetime.isZero()) {
        throw new TypeConversionException("must be at least 1s, not '" + text + "'");
      }
      return lifetime;
    }
  }

  /** Converts an option's value to a duration that is negative after a minus sign. */
  static final class Offset implements ITypeConverter<Duration> {
    @Override
    public Duration convert(String text) {
      return text.startsWith("-")
          ? required(text.substring(1), text).negated()
          : required(text, text);
    }
  }
}
