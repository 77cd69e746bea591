// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.agent;

import java.time.Instant;
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

  /** When they end, in ISO 8601; the document's fractions of a second are not kept. */
  String end() {
    return Timestamp.of(expiration);
  }

  @Override
  public String toString() {
    return "Credentials(" + accessKeyId + ", ends " + end() + ")";
  }
}
