// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.session;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Removes old files from the store. It runs after a session was written, which is rare. */
final class Sweep {
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

  /** Removes a file; one that cannot be removed, such as a folder with files in it, stays. */
  private void delete(String name) {
    try {
      folder.delete(name);
    } catch (IOException e) {
      // the next sweep tries again
    }
  }

  private boolean isOver(String name) {
    Optional<StoreFile> kind = StoreFile.kindOf(name);
    if (kind.isEmpty() || !isOld(name)) {
      return false;
    }
    return switch (kind.get()) {
      case SESSION ->
          folder
              .read(name)
              .flatMap(SessionFile::read)
              .map(session -> session.expiration().plus(KEPT).isBefore(now))
              .orElse(true);
      case LOCK -> folder.modified(StoreFile.SESSION.beside(name, StoreFile.LOCK)).isEmpty();
      default -> true;
    };
  }

  private boolean isOld(String name) {
    Optional<Long> modified = folder.modified(name);
    return modified.isPresent() && Instant.ofEpochMilli(modified.get()).plus(KEPT).isBefore(now);
  }
}
