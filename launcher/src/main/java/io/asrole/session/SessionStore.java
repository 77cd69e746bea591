// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.session;

import io.asrole.AsroleException;
import io.asrole.text.Progress;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Role sessions shared by all processes of a user: one asks STS, the others wait for its answer.
 *
 * <p>What goes wrong with the store costs the cache and never the command, but for a folder that
 * others could have laid: that one is refused.
 */
public final class SessionStore {
  private final InstantSource clock;
  private final WaitBudget waits;
  private final Progress progress;
  private final @Nullable StoreFolder folder;

  /** What a session is needed for. */
  public enum Need {
    /** To start a command: a session in its last third is good enough. */
    START,
    /** For a program that renews its credentials: renewed at once in the last third. */
    LASTING
  }

  /** Opens a session at STS. */
  @FunctionalInterface
  public interface Opener {
    /** A new session, given the one that the store last had under the same key. */
    Session open(Optional<Session> previous) throws AsroleException;
  }

  /** Opens the store in that folder; an unusable folder leaves a store that remembers nothing. */
  public SessionStore(Path path, InstantSource clock, WaitBudget waits, Progress progress)
      throws AsroleException {
    this.waits = waits;
    this.clock = clock;
    this.progress = progress;
    StoreFolder opened = null;
    try {
      if (StoreFolder.isInForeignHome(path)) {
        progress.step(
            "session store: none, " + path + " is in another user's home and this is root");
      } else {
        opened = StoreFolder.open(path);
      }
    } catch (IOException e) {
      progress.warn(StoreFailure.unusable(path, StoreFolder.reason(e)));
    }
    this.folder = opened;
  }

  /** The session of that key, opened or renewed when it must be; {@code renewal} runs it later. */
  public Session resolve(SessionKey key, Need need, Opener opener, Runnable renewal)
      throws AsroleException {
    if (folder == null) {
      return SessionResolver.open(opener, Optional.empty(), waits.forAws(), progress);
    }
    return new SessionResolver(folder, clock, waits, progress, key, need, opener).resolve(renewal);
  }

  /** Whether the store holds exactly this session under that key. */
  public boolean holds(SessionKey key, Session session) {
    return folder != null
        && folder
            .read(StoreFile.SESSION.nameFor(key))
            .flatMap(SessionFile::read)
            .equals(Optional.of(session));
  }

  /** The folder of the store; empty where it cannot be used. */
  public Optional<StoreFolder> folder() {
    return Optional.ofNullable(folder);
  }
}
