// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.agent;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The credentials of one role session. Immutable, so no reader sees parts of two sessions. */
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

  /** Whether both are of the same role session. */
  boolean isSameSession(Credentials other) {
    return accessKeyId.equals(other.accessKeyId) && expiration.equals(other.expiration);
  }

  /** The expiration, such as {@code 2026-11-25T12:10:03Z}. */
  String formatExpiration() {
    return Iso8601.format(expiration);
  }

  @Override
  public String toString() {
    return "Credentials(" + accessKeyId + ", expires " + formatExpiration() + ")";
  }
}
