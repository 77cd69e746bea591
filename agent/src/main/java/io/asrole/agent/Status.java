// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.agent;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The state of the agent, without secrets: in the log, in a system property that {@code asrole
 * attach} reads, and, if the application uses them, in JMX and the flight recorder.
 */
final class Status implements CredentialsMXBean {
  /** A system property such as {@code active ROLE until 2026-11-25T12:10:03Z}. */
  private static final String PROPERTY = "asrole.status";

  /** The wait until the next try to register the MBean. */
  private static final Duration MBEAN_RETRY = Duration.ofSeconds(1);

  private final Clock clock;
  private final SdkCopies copies;
  private final LoadedSubsystems subsystems;
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

  Status(Clock clock, Log log, SdkCopies copies, LoadedSubsystems subsystems) {
    this.clock = clock;
    this.log = new StatusLog(clock, log);
    this.copies = copies;
    this.subsystems = subsystems;
  }

  /** Sets the thread that is unparked when an SDK class was hooked. */
  void setWatcher(Thread watcher) {
    copies.setWatcher(watcher);
  }

  /** Sets the role that this JVM gets; null after a detach. */
  synchronized void setRole(@Nullable String role) {
    this.role = role;
    credentials = null;
    lastSuccess = null;
    lastError = null;
    log.reset();
    publish();
  }

  /** The credential process is about to run. */
  synchronized void refreshStarts() {
    try {
      if (event == null && subsystems.isFlightRecorderLoaded()) {
        event = new RefreshEvent();
      }
      if (event != null) {
        event.begin();
      }
    } catch (ReflectiveOperationException | RuntimeException | LinkageError e) {
      event = null; // Without events the refresh still works.
    }
  }

  /** The credential process printed other credentials, which are in use now. */
  synchronized void credentialsChanged(Credentials credentials) {
    if (this.credentials == null) {
      log.roleInUse(role, credentials);
    }
    generation++;
    this.credentials = credentials;
    credentialsUnchanged();
  }

  /** The credential process succeeded and printed the credentials that are in use. */
  synchronized void credentialsUnchanged() {
    refreshes++;
    lastSuccess = clock.instant();
    if (lastError != null && credentials != null) {
      log.refreshSucceeded(role);
    }
    lastError = null;
    publish();
  }

  /** The credential process failed or could not renew the session. */
  synchronized void refreshFailed(AgentException problem) {
    failures++;
    lastError = problem.sentence();
    log.refreshFailed(role, credentials, lastError);
    publish();
  }

  /**
   * Logs newly hooked SDKs and an expiration, updates the system property, and registers the MBean
   * once the application has loaded JMX.
   *
   * @return how long to wait until the next call, at most {@code atMost}
   */
  synchronized Duration update(Duration atMost) {
    log.classesFound(copies.takeNewLines());
    Credentials now = credentials;
    Duration next = atMost;
    if (now != null) {
      Duration left = Duration.between(clock.instant(), now.expiration);
      if (left.isNegative() || left.isZero()) {
        log.credentialsExpired(role, now, lastError);
      } else if (left.compareTo(atMost) < 0) {
        next = left;
      }
    }
    try {
      if (!describe().equals(System.getProperty(PROPERTY))) {
        System.setProperty(PROPERTY, describe());
      }
    } catch (RuntimeException e) {
      // A security manager may forbid it.
    }
    return isRegistered || !subsystems.isManagementLoaded() || registerMBean() ? next : MBEAN_RETRY;
  }

  /** Registers the MBean. Returns false if this must be tried again. */
  private boolean registerMBean() {
    try {
      isRegistered = DescribedMBean.register(this);
    } catch (RuntimeException | LinkageError e) {
      isRegistered = true; // The name is taken, or a security manager forbids it: no further try.
      log.mbeanFailed(e);
    }
    return isRegistered;
  }

  /**
   * The content of the reply to an attach: {@code VERSION HOOKED NOT_HOOKED}, the numbers of hooked
   * and not hooked classes, and {@code keys} if the environment has keys that asrole did not set.
   */
  String attachReply() {
    String suffix = Hook.INSTANCE.environmentKeys().replySuffix();
    return getVersion() + " " + getHooked().size() + " " + getNotHooked().size() + suffix;
  }

  /** Writes the system property and commits the event. */
  private void publish() {
    try {
      System.setProperty(PROPERTY, describe());
      if (event != null) {
        event.commit(role, getExpiration(), lastError);
      }
    } catch (ReflectiveOperationException | RuntimeException e) {
      event = null; // A security manager may forbid it.
    }
  }

  private String describe() {
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
    return now == null ? null : now.formatExpiration();
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
