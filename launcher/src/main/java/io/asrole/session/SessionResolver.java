// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.session;

import io.asrole.AsroleException;
import io.asrole.AsroleException.Kind;
import io.asrole.session.Session.Life;
import io.asrole.session.SessionStore.Opener;
import io.asrole.text.Progress;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Gets a session for one process: reads it from the store, waits for another process that opens it,
 * or opens it.
 */
final class SessionResolver {
  private final StoreFolder folder;
  private final InstantSource clock;
  private final WaitBudget waits;
  private final Progress progress;
  private final SessionKey key;
  private final Need need;
  private final Opener opener;
  private final Instant arrival;

  SessionResolver(
      StoreFolder folder,
      InstantSource clock,
      WaitBudget waits,
      Progress progress,
      SessionKey key,
      Need need,
      Opener opener) {
    this.folder = folder;
    this.clock = clock;
    this.waits = waits;
    this.progress = progress;
    this.key = key;
    this.need = need;
    this.opener = opener;
    this.arrival = clock.instant();
  }

  /** Gets the session; runs {@code renewal}, which renews it in the background, if that is due. */
  Session resolve(Runnable renewal) throws AsroleException {
    Optional<Session> known = read();
    if (isEnough(known)) {
      if (lifeOf(known) == Life.RENEWABLE) {
        renewLater(renewal);
      }
      return known.orElseThrow();
    }
    Optional<StoreLock> lock = lock();
    try {
      // Meanwhile the process that held the lock may have opened the session or been refused.
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
    if (known.filter(session -> !session.issued().isBefore(arrival)).isPresent()
        && !isLongEnough(known)) {
      // Another start has just opened it. A second call would get a session of the same length.
      throw StoreFailure.tooShort(known.orElseThrow(), need.remaining());
    }
    Optional<Session> alive = known.filter(session -> lifeOf(known) != Life.EXPIRED);
    Optional<RememberedFailure> failure = lastFailure();
    if (failure.isPresent()
        && (failure.get().answers(arrival, clock.instant())
            || (alive.isPresent() && failure.get().outage(clock.instant())))) {
      step("the failure of " + failure.get().at() + " still stands");
      return aliveOrThrow(alive, failure.get().toException());
    }
    try {
      Session opened = SessionStore.open(opener, known, waits.forAws(), progress);
      store(opened);
      if (!isLongEnough(Optional.of(opened))) {
        throw StoreFailure.tooShort(opened, need.remaining());
      }
      return opened;
    } catch (AsroleException e) {
      remember(e);
      return aliveOrThrow(alive, e);
    }
  }

  private Session aliveOrThrow(Optional<Session> alive, AsroleException failure)
      throws AsroleException {
    // The session may have ended while AWS did not answer. A command does not start if AWS refused;
    // a program that renews its credentials keeps its current ones until they expire.
    if (lifeOf(alive) == Life.EXPIRED
        || !isLongEnough(alive)
        || (!need.lasting() && failure.kind() != Kind.UNAVAILABLE)) {
      throw failure;
    }
    Session kept = alive.orElseThrow();
    if (need.lasting()) {
      progress.warn(StoreFailure.notRenewed(kept, failure));
    } else {
      step("keeping a session that still holds, because " + failure.sentence());
    }
    return kept;
  }

  private boolean isEnough(Optional<Session> session) {
    return isLongEnough(session)
        && switch (lifeOf(session)) {
          case FRESH -> true;
          case RENEWABLE -> !need.lasting();
          case STALE, EXPIRED -> false;
        };
  }

  private boolean isLongEnough(Optional<Session> session) {
    return session.filter(s -> s.lasts(need.remaining(), clock.instant())).isPresent();
  }

  private Life lifeOf(Optional<Session> session) {
    return session.map(s -> s.lifeAt(clock.instant())).orElse(Life.EXPIRED);
  }

  private Optional<Session> read() {
    Optional<byte[]> bytes = folder.read(StoreFile.SESSION.nameFor(key));
    Optional<Session> session = bytes.flatMap(SessionFile::read);
    step(
        ""
            + folder.path().resolve(StoreFile.SESSION.nameFor(key))
            + (session.isPresent()
                ? " is " + lifeOf(session) + ", ends " + session.get().expiration()
                : bytes.isPresent() ? " is garbled: a miss" : " is not there: a miss"));
    return session;
  }

  private Optional<RememberedFailure> lastFailure() {
    return folder.read(StoreFile.FAILURE.nameFor(key)).flatMap(RememberedFailure::read);
  }

  private Optional<StoreLock> lock() {
    try {
      Optional<StoreLock> lock =
          StoreLock.acquire(
              folder.ownFile(StoreFile.LOCK.nameFor(key)),
              waits.forAnotherStart(),
              progress,
              () -> {
                step("waiting for another start, which calls AWS");
                progress.waitingFor("another asrole, which opens the same session");
              });
      if (lock.isEmpty()) {
        step("continuing without the lock: its holder does not release it");
      }
      return lock;
    } catch (IOException e) {
      step("continuing without a lock: " + StoreFolder.reason(e));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return Optional.empty();
  }

  private void release(StoreLock lock) {
    try {
      lock.close();
    } catch (IOException e) {
      step(StoreFolder.reason(e));
    }
  }

  /**
   * Leaves no lock file of a role that does not exist. A process that waits with the removed file,
   * or creates a new one, finds the remembered refusal; later, AWS gets one more call.
   */
  private void removeLock() {
    try {
      folder.delete(StoreFile.LOCK.nameFor(key));
    } catch (IOException e) {
      step(StoreFolder.reason(e));
    }
  }

  private void store(Session session) {
    try {
      folder.write(StoreFile.SESSION.nameFor(key), SessionFile.write(session));
      folder.delete(StoreFile.FAILURE.nameFor(key));
      folder.delete(StoreFile.RENEWING.nameFor(key));
      new Sweep(folder, clock.instant()).run();
    } catch (IOException e) {
      progress.warn(StoreFailure.unusable(folder.path(), StoreFolder.reason(e)));
    }
  }

  private void remember(AsroleException failure) {
    if (!RememberedFailure.isForOthers(failure)) {
      return;
    }
    try {
      folder.write(
          StoreFile.FAILURE.nameFor(key),
          RememberedFailure.create(failure, clock.instant()).write());
    } catch (IOException e) {
      step(StoreFolder.reason(e));
    }
  }

  private void step(String sentence) {
    progress.step("session store: " + sentence);
  }

  private void renewLater(Runnable renewal) {
    try {
      if (new RenewalClaim(folder, key).take(clock.instant(), () -> lifeOf(read()) == Life.FRESH)) {
        step("renewing in the background");
        renewal.run();
      }
    } catch (IOException e) {
      step("no renewal: " + StoreFolder.reason(e));
    }
  }
}
