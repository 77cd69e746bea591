// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.session;

import io.asrole.AsroleException;
import io.asrole.text.BoundedTask;
import io.asrole.text.Progress;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * The role sessions that all processes of a user share: one process calls STS, the others wait for
 * its answer.
 *
 * <p>If the store fails, the command still starts, without the cache. The exception is a folder
 * that another user could have created: asrole refuses to start with it.
 */
public final class SessionStore {
  private final InstantSource clock;
  private final WaitBudget waits;
  private final Progress progress;
  private final @Nullable StoreFolder folder;

  /** Opens a session at STS. */
  @FunctionalInterface
  public interface Opener {
    /** Opens a new session; {@code previous} is the last one in the store with the same key. */
    Session open(Optional<Session> previous) throws AsroleException;
  }

  /** Opens the store in that folder; if the folder is unusable, the store remembers nothing. */
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

  /**
   * The session with that key. Opens or renews it if needed; runs {@code renewal}, which renews the
   * session in the background, if that is due.
   */
  public Session resolve(SessionKey key, Need need, Opener opener, Runnable renewal)
      throws AsroleException {
    if (folder == null) {
      return open(opener, Optional.empty(), waits.forAws(), progress);
    }
    return new SessionResolver(folder, clock, waits, progress, key, need, opener).resolve(renewal);
  }

  /** Whether the store holds exactly this session under that key. */
  public boolean holds(SessionKey key, Session session) {
    return folder != null
        && folder
            .read(StoreFile.SESSION.nameFor(key))
            .filter(bytes -> Arrays.equals(bytes, SessionFile.write(session)))
            .isPresent();
  }

  /** The folder of the store; empty if it is unusable. */
  public Optional<StoreFolder> folder() {
    return Optional.ofNullable(folder);
  }

  /** Opens a session; stops waiting after {@code most}, even if AWS's answer comes byte by byte. */
  static Session open(Opener opener, Optional<Session> previous, Duration most, Progress progress)
      throws AsroleException {
    FutureTask<Session> opening = BoundedTask.start("open-session", () -> opener.open(previous));
    try {
      return progress.await(opening, most);
    } catch (TimeoutException e) {
      throw StoreFailure.tooSlow(most.toSeconds());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw StoreFailure.tooSlow(0);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof AsroleException failure) {
        throw failure;
      }
      throw StoreFailure.unexpected(e.getCause());
    }
  }
}
