// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.session;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Clears away what nobody will read again; runs after a session was written, so rarely. */
final class Sweep {
  static final String SESSION = ".session";
  static final String FAILURE = ".failure";
  static final String LOCK = ".lock";
  static final String RENEWAL = ".renewing";
  private static final String TEMPORARY = ".tmp";
  private static final List<String> SHORT_LIVED =
      List.of(
          FAILURE,
          RENEWAL,
          TEMPORARY,
          WarmStart.WARM,
          WarmStart.MADE,
          WarmStart.RENEW,
          WarmStart.CLAIM,
          WarmStart.REFUSED);
  private static final Duration KEPT = Duration.ofDays(1);

  private final StoreFolder folder;
  private final Instant now;

  Sweep(StoreFolder folder, Instant now) {
    this.folder = folder;
    this.now = now;
  }

  void run() throws IOException {
    for (String name : folder.names()) {
      if (isOver(name)) {
        delete(name);
      }
    }
  }

  /** What cannot be removed, such as a folder with files in it, stays: nothing reads it. */
  private void delete(String name) {
    try {
      folder.delete(name);
    } catch (IOException e) {
      // the next sweep tries again
    }
  }

  /** What no other process holds on to: it may go at any time. */
  static boolean isShortLived(String name) {
    return SHORT_LIVED.stream().anyMatch(name::endsWith);
  }

  /** A lost lock file costs at most one more call: two may then hold a lock each. */
  private boolean isOver(String name) {
    if (name.endsWith(SESSION)) {
      return isOld(name)
          && folder
              .read(name)
              .flatMap(SessionFile::read)
              .map(session -> session.expiration().plus(KEPT).isBefore(now))
              .orElse(true);
    }
    if (name.endsWith(WarmStart.HERD)) {
      return isOld(name);
    }
    if (name.endsWith(LOCK)) {
      String session = name.substring(0, name.length() - LOCK.length()) + SESSION;
      return isOld(name) && folder.modified(session).isEmpty();
    }
    return isShortLived(name) && isOld(name);
  }

  private boolean isOld(String name) {
    Optional<Long> modified = folder.modified(name);
    return modified.isPresent() && Instant.ofEpochMilli(modified.get()).plus(KEPT).isBefore(now);
  }
}
