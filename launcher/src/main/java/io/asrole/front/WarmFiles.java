// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.front;

import io.asrole.AsroleException;
import io.asrole.AsroleException.Kind;
import io.asrole.child.RefreshProfile;
import io.asrole.guard.GuardedHost;
import io.asrole.session.RememberedFailure;
import io.asrole.session.Session;
import io.asrole.session.SessionKey;
import io.asrole.session.SessionStore;
import io.asrole.session.StoreFile;
import io.asrole.session.StoreFolder;
import io.asrole.text.Progress;
import java.io.IOException;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Writes the files from which the asrole script starts a plain call without Java. If the store is
 * unusable, nothing is written, and every call runs Java.
 */
public final class WarmFiles {
  private final SessionStore store;
  private final InstantSource clock;
  private final Progress progress;

  /** Writes to the folder of a store. */
  public WarmFiles(SessionStore store, InstantSource clock, Progress progress) {
    this.store = store;
    this.clock = clock;
    this.progress = progress;
  }

  /**
   * Writes the files for a warm start, valid as long as the store has this session.
   *
   * @param profile the profile of the same call with {@code --refresh}, if its files exist
   */
  public void keep(
      WarmFile warm,
      SessionKey key,
      Session session,
      String region,
      Optional<RefreshProfile> profile) {
    String sessionFile = StoreFile.SESSION.nameFor(key);
    Optional<byte[]> lines = warm.lines(session, sessionFile, region, profile);
    StoreFolder folder = store.folder().orElse(null);
    if (lines.isEmpty() || folder == null || !store.holds(key, session)) {
      return;
    }
    try {
      // .made first: the script rejects a file without it. .renew last: beside an older .warm it
      // would say that the older session is fresh.
      folder.write(StoreFile.MADE.nameFor(warm.role()), new byte[0]);
      folder.write(StoreFile.WARM.nameFor(warm.role()), lines.get(), session.staleAt());
      folder.write(StoreFile.RENEW.nameFor(warm.role()), new byte[0], session.renewableAt());
      folder.delete(StoreFile.CLAIM.nameFor(warm.role()));
      // The session was removed meanwhile, or another start has opened a newer one; or the roles of
      // a guarded host were changed before .made was written, so that they are not newer than it.
      if (!store.holds(key, session) || !warm.guard().equals(GuardedHost.identity())) {
        folder.delete(StoreFile.WARM.nameFor(warm.role()));
      }
    } catch (IOException e) {
      progress.step("session store: no warm start: " + StoreFolder.reason(e));
    }
  }

  /**
   * Writes a refusal of AWS for the starts of the same role that wait in the script. They may have
   * other options, so it does not write a refusal of asrole itself.
   */
  public void refuse(WarmFile warm, AsroleException refusal) {
    Optional<byte[]> lines = warm.lines(refusal);
    StoreFolder folder = store.folder().orElse(null);
    if (lines.isEmpty()
        || folder == null
        || refusal.kind() != Kind.REFUSED
        || !RememberedFailure.isForOthers(refusal)) {
      return;
    }
    try {
      folder.delete(StoreFile.WARM.nameFor(warm.role()));
      folder.write(StoreFile.MADE.nameFor(warm.role()), new byte[0]);
      folder.write(
          StoreFile.REFUSED.nameFor(warm.role()),
          lines.get(),
          clock.instant().plus(RememberedFailure.REMEMBERED));
      folder.delete(StoreFile.HERD.nameFor(warm.role())); // a refused role needs no lock
    } catch (IOException e) {
      progress.step("session store: " + StoreFolder.reason(e));
    }
  }
}
