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

/**
 * The thread that runs the credential process when a refresh is due and publishes the credentials
 * to the hook.
 */
final class Refresher implements Runnable {
  /** The longest sleep, because the clock may be set and the machine may be suspended. */
  private static final Duration LONGEST_SLEEP = Duration.ofSeconds(30);

  private final CredentialProcess process;
  private final Hook hook;
  private final Clock clock;
  private final Status status;
  private final CountDownLatch hasCredentials = new CountDownLatch(1);
  private final Thread thread = new Thread(this, "asrole-refresh");

  /** Updates the status while the credential process runs. */
  private final Runnable updateStatus =
      new Runnable() {
        @Override
        public void run() {
          status.update(LONGEST_SLEEP);
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

  /** Starts the thread, which runs the credential process at once unless there are credentials. */
  void start() {
    status.setWatcher(thread);
    thread.setDaemon(true);
    thread.start();
  }

  /** Publishes the answer of an earlier run and starts the thread. */
  void start(CredentialProcess.Answer answer) {
    credentials = answer.credentials;
    notRenewed = answer.notRenewed;
    publish(answer.credentials);
    start();
  }

  /** Ends the thread. Credentials that it gets from now on are not published. */
  synchronized void stop() {
    stopped = true;
    thread.interrupt();
    hasCredentials.countDown(); // Ends the wait in await: no credentials will come.
  }

  /** Whether there are credentials that do not expire within that time. */
  synchronized boolean hasCredentialsFor(Duration time) {
    return credentials != null && credentials.expiration.isAfter(clock.instant().plus(time));
  }

  /** Waits for the first credentials. Returns false if there are none after that time. */
  boolean await(Duration longest) throws InterruptedException {
    return hasCredentials.await(longest.toMillis(), TimeUnit.MILLISECONDS);
  }

  @Override
  public void run() {
    Credentials initial = credentials;
    Duration wait = initial == null ? Duration.ZERO : handleAnswer(initial, notRenewed);
    while (!stopped) {
      try {
        sleepUntil(clock.instant().plus(wait));
        wait = refresh();
      } catch (InterruptedException e) {
        // From stop, or from the application; then only the sleep is cut short.
        wait = Duration.ZERO;
      } catch (RuntimeException | Error e) {
        wait = LONGEST_SLEEP; // Without a log line: it could fail too, for lack of memory.
      }
    }
  }

  /** Runs the credential process once. Returns how long to wait until the next run. */
  private Duration refresh() throws InterruptedException {
    try {
      Credentials before = credentials;
      status.refreshStarts();
      CredentialProcess.Answer answer = process.resolveCredentials(updateStatus);
      Credentials now = answer.credentials;
      if (before == null || !now.isSameSession(before)) {
        publish(now);
      } else if (answer.notRenewed == null) {
        failures = 0;
        status.credentialsUnchanged();
        return Schedule.delayAfterNoChange(clock.instant(), now);
      }
      return handleAnswer(now, answer.notRenewed);
    } catch (AgentException e) {
      return handleFailure(e);
    } catch (RuntimeException | Error e) {
      // For example OutOfMemoryError: the thread must survive, because the service goes on.
      return handleFailure(AgentException.unexpected(e));
    }
  }

  /**
   * How long to wait after a run that printed these credentials.
   *
   * @param why why the credential process could not renew them; null if it could
   */
  private Duration handleAnswer(Credentials now, @Nullable AgentException why) {
    if (why != null) {
      return handleFailure(why);
    }
    failures = 0;
    return Schedule.delayAfterSuccess(clock.instant(), now, jitter());
  }

  private Duration handleFailure(AgentException problem) {
    failures++;
    status.refreshFailed(problem);
    return Schedule.delayAfterFailure(clock.instant(), credentials, failures, jitter());
  }

  /** Publishes the credentials unless this refresher was stopped for another role. */
  private synchronized void publish(Credentials now) {
    if (!stopped) {
      credentials = now;
      hook.publish(now);
      status.credentialsChanged(now);
      hasCredentials.countDown();
    }
  }

  private void sleepUntil(Instant then) throws InterruptedException {
    for (Instant now = clock.instant(); now.isBefore(then); now = clock.instant()) {
      long left = then.toEpochMilli() - now.toEpochMilli();
      long millis = Math.max(Math.min(left, status.update(LONGEST_SLEEP).toMillis()), 1);
      LockSupport.parkNanos(this, millis * 1_000_000); // SdkCopies unparks the thread earlier.
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
    }
  }

  private static double jitter() {
    return ThreadLocalRandom.current().nextDouble();
  }
}
