// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.agent;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The Version 1 document that a credential process prints.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/sdkref/latest/guide/feature-process-credentials.html">process
 *     credential provider</a>
 */
final class CredentialDocument {
  private CredentialDocument() {}

  /** The credentials in it; an {@link IllegalArgumentException} says what is wrong with it. */
  static Credentials read(String text) {
    Map<String, @Nullable String> members = Json.object(text);
    if (!"1".equals(members.get("Version"))) {
      throw new IllegalArgumentException("its Version is not 1");
    }
    return new Credentials(
        member(members, "AccessKeyId"),
        member(members, "SecretAccessKey"),
        member(members, "SessionToken"),
        expiration(member(members, "Expiration")),
        members.get("AccountId"));
  }

  private static String member(Map<String, @Nullable String> members, String name) {
    String value = members.get(name);
    if (value == null || value.isEmpty()) {
      throw new IllegalArgumentException("it has no " + name);
    }
    return value;
  }

  /** By hand, for java.time's formatters cost a JVM that starts 20 ms and 200 KB. */
  private static Instant expiration(String value) {
    try {
      int end = 19;
      while (end < value.length() && ".0123456789".indexOf(value.charAt(end)) >= 0) {
        end++;
      }
      if (value.charAt(10) != 'T' || value.charAt(4) != '-' || value.charAt(13) != ':') {
        throw new DateTimeException(value);
      }
      LocalDate date =
          LocalDate.of(
              Integer.parseInt(value.substring(0, 4)),
              Integer.parseInt(value.substring(5, 7)),
              Integer.parseInt(value.substring(8, 10)));
      LocalTime time =
          LocalTime.of(
              Integer.parseInt(value.substring(11, 13)),
              Integer.parseInt(value.substring(14, 16)),
              Integer.parseInt(value.substring(17, 19)));
      ZoneOffset offset = ZoneOffset.of(value.substring(end));
      return Instant.ofEpochSecond(
          epochDay(date) * 86_400 + time.toSecondOfDay() - offset.getTotalSeconds());
    } catch (DateTimeException | NumberFormatException | IndexOutOfBoundsException e) {
      throw new IllegalArgumentException("its Expiration is not an ISO 8601 time", e);
    }
  }

  /** Java 25's own asks Year about leap years, which makes formatters. */
  private static long epochDay(LocalDate date) {
    // Of years that begin in March, so that a leap day is the last.
    int months = (date.getMonthValue() + 9) % 12;
    int years = date.getYear() - (months >= 10 ? 1 : 0);
    int leapDays = years / 4 - years / 100 + years / 400;
    int daysOfMonths = (153 * months + 2) / 5;
    return 365L * years + leapDays + daysOfMonths + date.getDayOfMonth() - 719_469;
  }
}
