// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.session;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * The file with which one of many starts takes the task of renewing a session in the background.
 * After 30 seconds another start may take the task over.
 */
record RenewalClaim(StoreFolder folder, SessionKey key) {
  private static final Duration TAKEN_OVER_AFTER = Duration.ofSeconds(30);

  /** Whether this start is to renew the session now. */
  boolean take(Instant now, BooleanSupplier isRenewed) throws IOException {
    String file = StoreFile.RENEWING.nameFor(key);
    Optional<Long> since = folder.modified(file);
    if (since.isPresent()
        && Math.abs(now.toEpochMilli() - since.get()) > TAKEN_OVER_AFTER.toMillis()) {
      folder.delete(file);
    }
    if (!folder.claim(file)) {
      return false;
    }
    // The process that had the claim may have renewed the session since this start read it.
    if (isRenewed.getAsBoolean()) {
      folder.delete(file);
      return false;
    }
    return true;
  }
}
