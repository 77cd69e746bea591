// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.role;

import io.asrole.AsroleException;
import java.time.Duration;

/**
 * Parses durations such as {@code 3600}, {@code 900s}, {@code 15m} and {@code 1h}.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html">AssumeRole,
 *     DurationSeconds</a>
 */
public final class Durations {
  private static final Duration LEAST = Duration.ofMinutes(15);
  private static final Duration MOST = Duration.ofHours(12);
  private static final int MOST_DIGITS = 9; // so that the number fits into a long

  private Durations() {}

  /**
   * Parses seconds, or a number with a unit; {@code where} names the option or property for
   * messages.
   */
  public static Duration parse(String text, String where) throws AsroleException {
    Duration duration = parseAny(text, where);
    if (duration.compareTo(LEAST) < 0 || duration.compareTo(MOST) > 0) {
      throw RoleFailure.durationOutOfBounds(duration, where);
    }
    return duration;
  }

  /** Parses the same text without the bounds of a session's duration. */
  public static Duration parseAny(String text, String where) throws AsroleException {
    int end = text.length();
    char unit = end == 0 ? '?' : text.charAt(end - 1);
    String number = Character.isDigit(unit) ? text : text.substring(0, Math.max(0, end - 1));
    if (number.isEmpty()
        || number.length() > MOST_DIGITS
        || !number.chars().allMatch(c -> c >= '0' && c <= '9')) {
      throw RoleFailure.malformedDuration(text, where);
    }
    long count = Long.parseLong(number);
    return switch (unit) {
      case 's' -> Duration.ofSeconds(count);
      case 'm' -> Duration.ofMinutes(count);
      case 'h' -> Duration.ofHours(count);
      default -> {
        if (!number.equals(text)) {
          throw RoleFailure.malformedDuration(text, where);
        }
        yield Duration.ofSeconds(count);
      }
    };
  }
}
