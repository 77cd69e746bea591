// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.agent;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the agent tells of itself, without a secret: lines on standard error, a system property that
 * {@code asrole attach} reads, and, where the application has them, a bean and events.
 */
final class Status implements CredentialsMXBean {
  private static final String PROPERTY = "asrole.status";
  private static final Duration SOON = Duration.ofSeconds(1);

  private final Clock clock;
  private final SdkCopies copies;
  private final Awake awake;
  private final StatusLog log;
  private @Nullable String role;
  private @Nullable Credentials credentials;
  private @Nullable Instant lastSuccess;
  private long generation;
  private long refreshes;
  private long failures;
  private @Nullable String lastError;
  private boolean isRegistered;
  private @Nullable RefreshEvent event;

  Status(Clock clock, Log log, SdkCopies copies, Awake awake) {
    this.clock = clock;
    this.log = new StatusLog(clock, log);
    this.copies = copies;
    this.awake = awake;
  }

  /** From here on that thread is woken when an SDK is hooked. */
  void wake(Thread watcher) {
    copies.wake(watcher);
  }

  /** The JVM is to have that role, null being none. */
  synchronized void has(@Nullable String role) {
    this.role = role;
    credentials = null;
    lastSuccess = null;
    lastError = null;
    log.forget();
    tell();
  }

  /** The credential process is asked. */
  synchronized void asks() {
    try {
      if (event == null && awake.isFlightRecorder()) {
        event = new RefreshEvent();
      }
      if (event != null) {
        event.begin();
      }
    } catch (ReflectiveOperationException | RuntimeException | LinkageError e) {
      event = null; // No event is better than no credentials.
    }
  }

  /** Other credentials are in use. */
  synchronized void published(Credentials credentials) {
    if (this.credentials == null) {
      log.has(role, credentials);
    }
    generation++;
    this.credentials = credentials;
    answered();
  }

  /** The credential process had the same credentials again, for it is not time to renew them. */
  synchronized void answered() {
    refreshes++;
    lastSuccess = clock.instant();
    if (lastError != null && credentials != null) {
      log.succeeds(role);
    }
    lastError = null;
    tell();
  }

  /** There are no other credentials. */
  synchronized void failed(AgentException problem) {
    failures++;
    lastError = problem.sentence();
    log.fails(role, credentials, lastError);
    tell();
  }

  /** Does what is due by the clock; how long until it is worth looking again. */
  synchronized Duration tend(Duration atMost) {
    log.hooked(copies.news());
    Credentials now = credentials;
    Duration next = atMost;
    if (now != null) {
      Duration left = Duration.between(clock.instant(), now.expiration);
      if (left.isNegative() || left.isZero()) {
        log.ended(role, now, lastError);
      } else if (left.compareTo(atMost) < 0) {
        next = left;
      }
    }
    try {
      if (!sentence().equals(System.getProperty(PROPERTY))) {
        System.setProperty(PROPERTY, sentence());
      }
    } catch (RuntimeException e) {
      // As in tell.
    }
    return isRegistered || !awake.isManagement() || register() ? next : SOON;
  }

  /** Whether nothing is left to do. */
  private boolean register() {
    try {
      isRegistered = Bean.register(this);
    } catch (RuntimeException | LinkageError e) {
      isRegistered = true; // Another one has the name, or it is forbidden: once is enough.
      log.noBean(e);
    }
    return isRegistered;
  }

  /** The agent's version, how many classes are hooked and not, and whose keys stand elsewhere. */
  String counts() {
    return getVersion()
        + " "
        + getHooked().size()
        + " "
        + getNotHooked().size()
        + Hook.INSTANCE.environment().othersKeys();
  }

  private void tell() {
    try {
      System.setProperty(PROPERTY, sentence());
      if (event != null) {
        event.commit(role, getExpiration(), lastError);
      }
    } catch (ReflectiveOperationException | RuntimeException e) {
      event = null; // A security manager of the application's may forbid it.
    }
  }

  private String sentence() {
    String state = getState();
    return role == null
        ? state
        : credentials == null
            ? state + " " + role
            : state + " " + role + " until " + getExpiration();
  }

  @Override
  public String getVersion() {
    return String.valueOf(Agent.class.getPackage().getImplementationVersion());
  }

  @Override
  public synchronized @Nullable String getRole() {
    return role;
  }

  @Override
  public synchronized String getState() {
    Credentials now = credentials;
    if (role == null) {
      return "detached";
    }
    if (now == null) {
      return "waiting";
    }
    return !now.expiration.isAfter(clock.instant())
        ? "expired"
        : copies.isAnyHooked() ? "active" : "idle";
  }

  @Override
  public boolean isActive() {
    return getState().equals("active");
  }

  @Override
  public synchronized @Nullable String getExpiration() {
    Credentials now = credentials;
    return now == null ? null : now.end();
  }

  @Override
  public synchronized long getSecondsLeft() {
    Credentials now = credentials;
    return now == null
        ? 0
        : Math.max(now.expiration.getEpochSecond() - clock.instant().getEpochSecond(), 0);
  }

  @Override
  public synchronized long getLastSuccess() {
    Instant last = lastSuccess;
    return last == null ? 0 : last.getEpochSecond();
  }

  @Override
  public synchronized long getGeneration() {
    return generation;
  }

  @Override
  public synchronized long getRefreshes() {
    return refreshes;
  }

  @Override
  public synchronized long getFailures() {
    return failures;
  }

  @Override
  public synchronized @Nullable String getLastError() {
    return lastError;
  }

  @Override
  public List<String> getHooked() {
    return copies.hooked();
  }

  @Override
  public List<String> getNotHooked() {
    return copies.notHooked();
  }
}
