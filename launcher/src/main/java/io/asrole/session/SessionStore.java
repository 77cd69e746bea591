// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.session;

import io.asrole.AsroleException;
import io.asrole.AsroleException.Kind;
import io.asrole.Trace;
import io.asrole.session.Session.Life;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
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
  private static final Duration RENEWAL_CLAIM = Duration.ofSeconds(30);

  private final Path path;
  private final InstantSource clock;
  private final WaitBudget waits;
  private final Trace trace;
  private final @Nullable StoreFolder folder;

  /** What a session is wanted for. */
  public enum Need {
    /** To start a command: a session in its last third will do. */
    START,
    /** For whoever keeps credentials: renewed at once in the last third. */
    LASTING
  }

  /** Opens a session at STS. */
  @FunctionalInterface
  public interface Opener {
    /** A new session, given the one that the store last had under the same key. */
    Session open(Optional<Session> previous) throws AsroleException;
  }

  /** Opens the store in that folder; an unusable folder leaves a store that remembers nothing. */
  public SessionStore(Path path, InstantSource clock, WaitBudget waits, Trace trace)
      throws AsroleException {
    this.path = path;
    this.waits = waits;
    this.clock = clock;
    this.trace = trace;
    StoreFolder opened = null;
    try {
      if (StoreFolder.isInForeignHome(path)) {
        trace.step("session store: none, " + path + " is in another user's home and this is root");
      } else {
        opened = StoreFolder.open(path);
      }
    } catch (IOException e) {
      trace.warn(StoreFailure.unusable(path, StoreFolder.reason(e)));
    }
    this.folder = opened;
  }

  /** The session of that key, opened or renewed when it must be; {@code renewal} runs it later. */
  public Session resolve(SessionKey key, Need need, Opener opener, Runnable renewal)
      throws AsroleException {
    if (folder == null) {
      return Bounded.open(opener, Optional.empty(), waits.forAws(), trace);
    }
    return new Flight(folder, key, need, opener, renewal).resolve();
  }

  /** What the script finds there; empty where the folder cannot be used. */
  public Optional<WarmFiles> warmFiles() {
    return Optional.ofNullable(folder).map(open -> new WarmFiles(open, clock, trace));
  }

  /** One process's way to a session. */
  private final class Flight {
    private final StoreFolder folder;
    private final SessionKey key;
    private final Need need;
    private final Opener opener;
    private final Runnable renewal;
    private final Instant arrival = clock.instant();

    Flight(StoreFolder folder, SessionKey key, Need need, Opener opener, Runnable renewal) {
      this.folder = folder;
      this.key = key;
      this.need = need;
      this.opener = opener;
      this.renewal = renewal;
    }

    Session resolve() throws AsroleException {
      Optional<Session> known = read();
      if (isEnough(known)) {
        if (lifeOf(known) == Life.RENEWABLE) {
          renewLater();
        }
        return known.orElseThrow();
      }
      Optional<StoreLock> lock = lock();
      try {
        // Whoever held the lock may have opened it, or been refused, meanwhile.
        Optional<Session> now = read();
        if (isEnough(now)) {
          return now.orElseThrow();
        }
        return open(now);
      } catch (AsroleException e) {
        if (e.kind() == Kind.REFUSED && known.isEmpty() && lock.isPresent()) {
          removeLock();
        }
        throw e;
      } finally {
        lock.ifPresent(this::release);
      }
    }

    private Session open(Optional<Session> known) throws AsroleException {
      Optional<Session> alive = known.filter(session -> lifeOf(known) != Life.EXPIRED);
      Optional<RememberedFailure> failure = lastFailure();
      if (failure.isPresent()
          && (failure.get().answers(arrival, clock.instant())
              || (alive.isPresent() && failure.get().outage(clock.instant())))) {
        trace.step("session store: the failure of " + failure.get().at() + " still stands");
        return aliveOrThrow(alive, failure.get().toException());
      }
      try {
        Session opened = Bounded.open(opener, known, waits.forAws(), trace);
        keep(opened);
        return opened;
      } catch (AsroleException e) {
        remember(e);
        return aliveOrThrow(alive, e);
      }
    }

    private Session aliveOrThrow(Optional<Session> alive, AsroleException failure)
        throws AsroleException {
      // It may have ended while AWS did not answer. A command does not start where AWS refused, but
      // a program that renews its credentials keeps those that it has to their end.
      if (lifeOf(alive) == Life.EXPIRED
          || (need == Need.START && failure.kind() != Kind.UNAVAILABLE)) {
        throw failure;
      }
      Session kept = alive.orElseThrow();
      if (need == Need.LASTING) {
        trace.warn(StoreFailure.notRenewed(kept, failure));
      } else {
        trace.step(
            "session store: keeping a session that still holds, because " + failure.sentence());
      }
      return kept;
    }

    private boolean isEnough(Optional<Session> session) {
      return switch (lifeOf(session)) {
        case FRESH -> true;
        case RENEWABLE -> need == Need.START;
        case STALE, EXPIRED -> false;
      };
    }

    private Life lifeOf(Optional<Session> session) {
      return session.map(s -> s.at(clock.instant())).orElse(Life.EXPIRED);
    }

    private Optional<Session> read() {
      Optional<byte[]> bytes = folder.read(sessionFile(key));
      Optional<Session> session = bytes.flatMap(SessionFile::read);
      trace.step(
          "session store: "
              + path.resolve(sessionFile(key))
              + (session.isPresent()
                  ? " is " + lifeOf(session) + ", ends " + session.get().expiration()
                  : bytes.isPresent() ? " is garbled: a miss" : " is not there: a miss"));
      return session;
    }

    private Optional<RememberedFailure> lastFailure() {
      return folder.read(failureFile(key)).flatMap(RememberedFailure::read);
    }

    private Optional<StoreLock> lock() {
      try {
        Optional<StoreLock> lock =
            StoreLock.acquire(
                folder.ownFile(lockFile(key)),
                waits.forAnotherStart(),
                trace,
                () -> {
                  trace.step("session store: waiting for another start, which asks AWS");
                  trace.waitingFor("another asrole, which opens the same session");
                });
        if (lock.isEmpty()) {
          trace.step("session store: going on without the lock, its holder does not end");
        }
        return lock;
      } catch (IOException e) {
        trace.step("session store: going on without a lock: " + StoreFolder.reason(e));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      return Optional.empty();
    }

    private void release(StoreLock lock) {
      try {
        lock.close();
      } catch (IOException e) {
        trace.step("session store: " + StoreFolder.reason(e));
      }
    }

    /**
     * Leaves no lock file of a role that never was. Whoever waits with the removed file, or makes a
     * new one, finds the remembered refusal; where that is over, AWS gets one more call.
     */
    private void removeLock() {
      try {
        folder.delete(lockFile(key));
      } catch (IOException e) {
        trace.step("session store: " + StoreFolder.reason(e));
      }
    }

    private void keep(Session session) {
      try {
        folder.write(sessionFile(key), SessionFile.write(session));
        folder.delete(failureFile(key));
        folder.delete(renewalFile(key));
        new Sweep(folder, clock.instant()).run();
      } catch (IOException e) {
        trace.warn(StoreFailure.unusable(path, StoreFolder.reason(e)));
      }
    }

    private void remember(AsroleException failure) {
      try {
        folder.write(failureFile(key), RememberedFailure.of(failure, clock.instant()).write());
      } catch (IOException e) {
        trace.step("session store: " + StoreFolder.reason(e));
      }
    }

    /** Lets one of those who come by start the renewal, and another if that one did not manage. */
    private void renewLater() {
      String claim = renewalFile(key);
      try {
        Optional<Long> since = folder.modified(claim);
        long now = clock.instant().toEpochMilli();
        if (since.isPresent() && Math.abs(now - since.get()) > RENEWAL_CLAIM.toMillis()) {
          folder.delete(claim);
        }
        if (folder.claim(claim)) {
          // Whose claim stood before may have renewed it since we looked, and keeps no claim.
          if (lifeOf(read()) == Life.FRESH) {
            folder.delete(claim);
          } else {
            trace.step("session store: renewing in the background");
            renewal.run();
          }
        }
      } catch (IOException e) {
        trace.step("session store: no renewal: " + StoreFolder.reason(e));
      }
    }
  }

  static String sessionFile(SessionKey key) {
    return key.name() + Sweep.SESSION;
  }

  private static String failureFile(SessionKey key) {
    return key.name() + Sweep.FAILURE;
  }

  private static String lockFile(SessionKey key) {
    return key.name() + Sweep.LOCK;
  }

  private static String renewalFile(SessionKey key) {
    return key.name() + Sweep.RENEWAL;
  }
}
