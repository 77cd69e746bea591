// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.agent;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The one thread that has the role's credentials made and made again, and publishes them. */
final class Refresher implements Runnable {
  /** The longest sleep: clocks are set, and machines sleep. */
  private static final Duration LOOK = Duration.ofSeconds(30);

  private final String role;
  private final CredentialProcess process;
  private final Hook hook;
  private final Clock clock;
  private final Log log;
  private final CountDownLatch first = new CountDownLatch(1);
  private @Nullable Credentials credentials;
  private int failures;
  private String said = "";

  Refresher(String role, CredentialProcess process, Hook hook, Clock clock, Log log) {
    this.role = role;
    this.process = process;
    this.hook = hook;
    this.clock = clock;
    this.log = log;
  }

  void start() {
    Thread thread = new Thread(this, "asrole-refresh");
    thread.setDaemon(true);
    thread.start();
  }

  /** Waits for the first credentials, and says whether they are there. */
  boolean await(Duration longest) throws InterruptedException {
    return first.await(longest.toMillis(), TimeUnit.MILLISECONDS);
  }

  @Override
  @SuppressWarnings("InfiniteLoop")
  public void run() {
    while (true) {
      try {
        sleepUntil(clock.instant().plus(refresh()));
      } catch (InterruptedException e) {
        // The application's doing, and not meant for us; only the sleep is lost.
      }
    }
  }

  /** Asks once, and says how long to wait then. */
  private Duration refresh() throws InterruptedException {
    double jitter = ThreadLocalRandom.current().nextDouble();
    try {
      Credentials had = credentials;
      Credentials now = process.resolveCredentials();
      succeed();
      if (had != null && now.isOf(had)) {
        return Schedule.afterNoChange(clock.instant(), now);
      }
      credentials = now;
      hook.publish(now);
      first.countDown();
      return Schedule.afterSuccess(clock.instant(), now, jitter);
    } catch (AgentException e) {
      fail(e);
    } catch (RuntimeException | Error e) {
      // A service that runs for weeks must not lose its credentials to one failed allocation.
      fail(AgentException.unexpected(e));
    }
    return Schedule.afterFailure(failures, jitter);
  }

  private void succeed() {
    if (failures > 0 && credentials != null) {
      log.say("the credentials of " + role + " are refreshed again");
    }
    failures = 0;
    said = "";
  }

  /** Says the same thing once, however often it happens. */
  private void fail(AgentException problem) {
    failures++;
    if (!said.equals(problem.sentence())) {
      said = problem.sentence();
      log.say(
          credentials == null
              ? "no credentials of " + role + " yet: " + said
              : "cannot refresh " + role + ", which ends " + credentials.expiration + ": " + said);
    }
  }

  private void sleepUntil(Instant then) throws InterruptedException {
    for (Instant now = clock.instant(); now.isBefore(then); now = clock.instant()) {
      Duration left = Duration.between(now, then);
      Thread.sleep(Math.max((left.compareTo(LOOK) < 0 ? left : LOOK).toMillis(), 1));
    }
  }
}
