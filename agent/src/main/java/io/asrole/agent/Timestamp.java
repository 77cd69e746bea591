// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.agent;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;

/** Times in ISO 8601, as Instant writes them, whose formatters cost a JVM that starts 50 KB. */
final class Timestamp {
  private Timestamp() {}

  /** Such as {@code 2026-11-25T12:10:03Z}; fractions of a second are left out. */
  static String of(Instant instant) {
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
