// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.agent;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** The one thread that has the role's credentials made and made again, and publishes them. */
final class Refresher implements Runnable {
  /** The longest sleep: clocks are set, and machines sleep. */
  private static final Duration LOOK = Duration.ofSeconds(30);

  private final CredentialProcess process;
  private final Hook hook;
  private final Clock clock;
  private final Status status;
  private final CountDownLatch first = new CountDownLatch(1);
  private final Thread thread = new Thread(this, "asrole-refresh");

  /** What goes by the clock does so while the process runs, too. */
  private final Runnable tend =
      new Runnable() {
        @Override
        public void run() {
          status.tend(LOOK);
        }
      };

  private @Nullable Credentials credentials;
  private @Nullable AgentException notRenewed;
  private int failures;
  private volatile boolean stopped;

  Refresher(CredentialProcess process, Hook hook, Clock clock, Status status) {
    this.process = process;
    this.hook = hook;
    this.clock = clock;
    this.status = status;
  }

  /** Begins to ask at once. */
  void start() {
    status.wake(thread);
    thread.setDaemon(true);
    thread.start();
  }

  /** Begins with what the process answered already. */
  void start(CredentialProcess.Answer had) {
    credentials = had.credentials;
    notRenewed = had.notRenewed;
    publish(had.credentials);
    start();
  }

  /** Ends; what is had from now on is not published. */
  synchronized void stop() {
    stopped = true;
    thread.interrupt();
    first.countDown(); // Who waits for these credentials would wait in vain.
  }

  /** Waits for the first credentials, and says whether they are there. */
  boolean await(Duration longest) throws InterruptedException {
    return first.await(longest.toMillis(), TimeUnit.MILLISECONDS);
  }

  @Override
  public void run() {
    Credentials had = credentials;
    Duration wait = had == null ? Duration.ZERO : afterAnswer(had, notRenewed);
    while (!stopped) {
      try {
        sleepUntil(clock.instant().plus(wait));
        wait = refresh();
      } catch (InterruptedException e) {
        // Ours where we are stopped; else the application's doing, and only the sleep is lost.
        wait = Duration.ZERO;
      } catch (RuntimeException | Error e) {
        wait = LOOK; // Without a word, which may be what failed: there is no memory, perhaps.
      }
    }
  }

  /** Asks once, and says how long to wait then. */
  private Duration refresh() throws InterruptedException {
    try {
      Credentials had = credentials;
      status.asks();
      CredentialProcess.Answer answer = process.resolveCredentials(tend);
      Credentials now = answer.credentials;
      if (had == null || !now.isOf(had)) {
        publish(now);
      } else if (answer.notRenewed == null) {
        failures = 0;
        status.answered();
        return Schedule.afterNoChange(clock.instant(), now);
      }
      return afterAnswer(now, answer.notRenewed);
    } catch (AgentException e) {
      return afterFailure(e);
    } catch (RuntimeException | Error e) {
      // A service that runs for weeks must not lose its credentials to one failed allocation.
      return afterFailure(AgentException.unexpected(e));
    }
  }

  /**
   * How long to wait after these credentials, which could not be renewed where a reason says so.
   */
  private Duration afterAnswer(Credentials now, @Nullable AgentException why) {
    if (why != null) {
      return afterFailure(why);
    }
    failures = 0;
    return Schedule.afterSuccess(clock.instant(), now, jitter());
  }

  private Duration afterFailure(AgentException problem) {
    failures++;
    status.failed(problem);
    return Schedule.afterFailure(clock.instant(), credentials, failures, jitter());
  }

  /** One that was stopped may still have credentials of a role that was given up. */
  private synchronized void publish(Credentials now) {
    if (!stopped) {
      credentials = now;
      hook.publish(now);
      status.published(now);
      first.countDown();
    }
  }

  private void sleepUntil(Instant then) throws InterruptedException {
    for (Instant now = clock.instant(); now.isBefore(then); now = clock.instant()) {
      long left = then.toEpochMilli() - now.toEpochMilli();
      long millis = Math.max(Math.min(left, status.tend(LOOK).toMillis()), 1);
      LockSupport.parkNanos(this, millis * 1_000_000); // Status wakes it.
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
    }
  }

  private static double jitter() {
    return ThreadLocalRandom.current().nextDouble();
  }
}
