// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.agent;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;

/**
 * Parses and formats times such as {@code 2026-11-25T12:10:03Z} without the formatters of
 * java.time: loading these costs a starting JVM 20 ms and 200 KB.
 */
final class Iso8601 {
  private Iso8601() {}

  /**
   * The instant of a date and time with an offset, such as {@code 2026-11-25T13:10:03.5+01:00}.
   * Fractions of a second are dropped.
   *
   * @throws IllegalArgumentException if the text has another form; the message does not quote it
   */
  static Instant parse(String text) {
    try {
      int end = 19;
      while (end < text.length() && ".0123456789".indexOf(text.charAt(end)) >= 0) {
        end++;
      }
      if (text.charAt(10) != 'T' || text.charAt(4) != '-' || text.charAt(13) != ':') {
        throw new IllegalArgumentException("not an ISO 8601 time");
      }
      LocalDate date =
          LocalDate.of(
              Integer.parseInt(text.substring(0, 4)),
              Integer.parseInt(text.substring(5, 7)),
              Integer.parseInt(text.substring(8, 10)));
      LocalTime time =
          LocalTime.of(
              Integer.parseInt(text.substring(11, 13)),
              Integer.parseInt(text.substring(14, 16)),
              Integer.parseInt(text.substring(17, 19)));
      ZoneOffset offset = ZoneOffset.of(text.substring(end));
      return Instant.ofEpochSecond(
          epochDay(date) * 86_400 + time.toSecondOfDay() - offset.getTotalSeconds());
    } catch (DateTimeException | NumberFormatException | IndexOutOfBoundsException e) {
      throw new IllegalArgumentException("not an ISO 8601 time", e);
    }
  }

  /**
   * The number of days since 1970-01-01. LocalDate.toEpochDay of Java 25 calls Year.isLeap, which
   * initializes a formatter.
   */
  private static long epochDay(LocalDate date) {
    // The years begin in March, so that a leap day is the last day of its year.
    int months = (date.getMonthValue() + 9) % 12;
    int years = date.getYear() - (months >= 10 ? 1 : 0);
    int leapDays = years / 4 - years / 100 + years / 400;
    int daysOfMonths = (153 * months + 2) / 5;
    return 365L * years + leapDays + daysOfMonths + date.getDayOfMonth() - 719_469;
  }

  /** The time in UTC, such as {@code 2026-11-25T12:10:03Z}. Fractions of a second are dropped. */
  static String format(Instant instant) {
    LocalDateTime time = LocalDateTime.ofEpochSecond(instant.getEpochSecond(), 0, ZoneOffset.UTC);
    return time.getYear()
        + "-"
        + twoDigits(time.getMonthValue())
        + "-"
        + twoDigits(time.getDayOfMonth())
        + "T"
        + twoDigits(time.getHour())
        + ":"
        + twoDigits(time.getMinute())
        + ":"
        + twoDigits(time.getSecond())
        + "Z";
  }

  private static String twoDigits(int number) {
    return number < 10 ? "0" + number : Integer.toString(number);
  }
}
