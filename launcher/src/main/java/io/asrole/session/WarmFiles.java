// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.session;

import io.asrole.AsroleException;
import io.asrole.AsroleException.Kind;
import io.asrole.Trace;
import java.io.IOException;
import java.time.InstantSource;
import java.util.Optional;

/** What lies in the store for the script to find; all of it may be missing. */
public final class WarmFiles {
  private final StoreFolder folder;
  private final InstantSource clock;
  private final Trace trace;

  WarmFiles(StoreFolder folder, InstantSource clock, Trace trace) {
    this.folder = folder;
    this.clock = clock;
    this.trace = trace;
  }

  /**
   * Lets the script start the same call without Java, as long as this session is good for it and in
   * the store.
   */
  public void keep(WarmStart warm, SessionKey key, Session session, String region) {
    String sessionFile = SessionStore.sessionFile(key);
    Optional<byte[]> lines = warm.lines(session, sessionFile, region);
    if (lines.isEmpty()) {
      return;
    }
    try {
      if (!isKept(sessionFile, session)) {
        return;
      }
      // .made first: the script rejects a file without it.
      folder.write(warm.file(WarmStart.MADE), new byte[0]);
      folder.write(warm.file(WarmStart.RENEW), new byte[0], session.renewableAt());
      folder.write(warm.file(WarmStart.WARM), lines.get(), session.staleAt());
      folder.delete(warm.file(WarmStart.CLAIM));
      // It was forgotten meanwhile, or another start has opened a later one.
      if (!isKept(sessionFile, session)) {
        folder.delete(warm.file(WarmStart.WARM));
      }
    } catch (IOException e) {
      trace.step("session store: no warm start: " + StoreFolder.reason(e));
    }
  }

  private boolean isKept(String sessionFile, Session session) {
    return folder.read(sessionFile).flatMap(SessionFile::read).equals(Optional.of(session));
  }

  /** Lets those who wait with the script have the same refusal. */
  public void refuse(WarmStart warm, AsroleException refusal) {
    Optional<byte[]> lines = warm.lines(refusal);
    if (lines.isEmpty() || refusal.kind() != Kind.REFUSED) {
      return;
    }
    try {
      folder.delete(warm.file(WarmStart.WARM));
      folder.write(warm.file(WarmStart.MADE), new byte[0]);
      folder.write(
          warm.file(WarmStart.REFUSED),
          lines.get(),
          clock.instant().plus(RememberedFailure.REMEMBERED));
      folder.delete(warm.file(WarmStart.HERD)); // no lock file of a role that never was
    } catch (IOException e) {
      trace.step("session store: " + StoreFolder.reason(e));
    }
  }
}
