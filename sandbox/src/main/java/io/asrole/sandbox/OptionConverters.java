// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.sandbox;

import io.asrole.sandbox.imds.ImdsMode;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** The picocli converters of option values. The error message lists the allowed values. */
final class OptionConverters {
  private static final int MOST_DIGITS = 9;

  private OptionConverters() {}

  /** A duration of at least one second. */
  static final class Lifetime implements ITypeConverter<Duration> {
    @Override
    public Duration convert(String text) {
      Duration lifetime = duration(text, text);
      if (lifetime.isZero()) {
        throw new TypeConversionException("must be at least 1s, not '" + text + "'");
      }
      return lifetime;
    }
  }

  /** A duration, negative after a minus sign: {@code -20m}. */
  static final class Offset implements ITypeConverter<Duration> {
    @Override
    public Duration convert(String text) {
      return text.startsWith("-")
          ? duration(text.substring(1), text).negated()
          : duration(text, text);
    }
  }

  /** A TCP port; 0 is a free port. */
  static final class Port implements ITypeConverter<Integer> {
    @Override
    public Integer convert(String text) {
      return port(text, 65535);
    }
  }

  /** The first of three TCP ports in a row; 0 stands for free ports. */
  static final class FirstPort implements ITypeConverter<Integer> {
    @Override
    public Integer convert(String text) {
      return port(text, 65533);
    }
  }

  /** A mode of instance metadata. Picocli's own converter would list each mode twice. */
  static final class Mode implements ITypeConverter<ImdsMode> {
    @Override
    public ImdsMode convert(String text) {
      return Stream.of(ImdsMode.values())
          .filter(mode -> mode.toString().equals(text))
          .findFirst()
          .orElseThrow(
              () -> new TypeConversionException("must be v2, optional or off, not '" + text + "'"));
    }
  }

  private static int port(String text, int last) {
    int port = text.matches("\\d{1,5}") ? Integer.parseInt(text) : -1;
    if (port < 0 || port > last) {
      throw new TypeConversionException(
          "must be a port from 0 to " + last + ", not '" + text + "'");
    }
    return port;
  }

  private static Duration duration(String text, String given) {
    return parseDuration(text)
        .orElseThrow(
            () ->
                new TypeConversionException(
                    "'"
                        + given
                        + "' is not a duration: give seconds, or a number with s, m or h, such as"
                        + " 20m"));
  }

  /**
   * Parses a duration in the grammar of all asrole programs: {@code 900} (seconds), 90s, 15m, 1h.
   * Empty if the text is not a duration.
   */
  static Optional<Duration> parseDuration(String text) {
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
