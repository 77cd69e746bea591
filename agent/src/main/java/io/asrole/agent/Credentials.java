// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.agent;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/** The credentials of a role session; immutable, so that no reader ever sees parts of two. */
final class Credentials {
  final String accessKeyId;
  final String secretAccessKey;
  final String sessionToken;
  final Instant expiration;
  final @Nullable String accountId;

  Credentials(
      String accessKeyId,
      String secretAccessKey,
      String sessionToken,
      Instant expiration,
      @Nullable String accountId) {
    this.accessKeyId = accessKeyId;
    this.secretAccessKey = secretAccessKey;
    this.sessionToken = sessionToken;
    this.expiration = expiration;
    this.accountId = accountId;
  }

  /** Whether this is the same role session. */
  boolean isOf(Credentials other) {
    return accessKeyId.equals(other.accessKeyId) && expiration.equals(other.expiration);
  }

  /**
   * When they end, as Instant would have it, whose formatters cost a JVM that starts 50 KB; the
   * document's fractions of a second are not kept.
   */
  String end() {
    LocalDateTime end = LocalDateTime.ofEpochSecond(expiration.getEpochSecond(), 0, ZoneOffset.UTC);
    return end.getYear()
        + "-"
        + twoDigits(end.getMonthValue())
        + "-"
        + twoDigits(end.getDayOfMonth())
        + "T"
        + twoDigits(end.getHour())
        + ":"
        + twoDigits(end.getMinute())
        + ":"
        + twoDigits(end.getSecond())
        + "Z";
  }

  private static String twoDigits(int number) {
    return number < 10 ? "0" + number : Integer.toString(number);
  }

  @Override
  public String toString() {
    return "Credentials(" + accessKeyId + ", ends " + end() + ")";
  }
}
