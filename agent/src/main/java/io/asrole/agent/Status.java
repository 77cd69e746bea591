// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.agent;

import java.time.Clock;
import java.time.Duration;
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
  private final Log log;
  private final SdkCopies copies;
  private final Awake awake;
  private @Nullable String role;
  private @Nullable Credentials credentials;
  private long generation;
  private long refreshes;
  private long failures;
  private @Nullable String lastError;
  private boolean isRegistered;
  private @Nullable RefreshEvent event;

  Status(Clock clock, Log log, SdkCopies copies, Awake awake) {
    this.clock = clock;
    this.log = log;
    this.copies = copies;
    this.awake = awake;
  }

  /** The JVM is to have that role, null being none. */
  synchronized void has(@Nullable String role) {
    this.role = role;
    credentials = null;
    lastError = null;
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
    generation++;
    this.credentials = credentials;
    answered();
  }

  /** The credential process had the same credentials again. */
  synchronized void answered() {
    refreshes++;
    if (lastError != null && credentials != null) {
      log.say("the credentials of " + role + " are refreshed again");
    }
    lastError = null;
    tell();
  }

  /** There are no other credentials; the same reason is said once, however often it holds. */
  synchronized void failed(AgentException problem) {
    failures++;
    if (!problem.sentence().equals(lastError)) {
      lastError = problem.sentence();
      log.say(
          credentials == null
              ? "no credentials of " + role + " yet: " + lastError
              : "cannot refresh " + role + ", which ends " + getExpiration() + ": " + lastError);
    }
    tell();
  }

  /** Does what was waiting for the application; how long until it is worth looking again. */
  synchronized Duration tend(Duration atMost) {
    if (!sentence().equals(System.getProperty(PROPERTY))) {
      System.setProperty(PROPERTY, sentence()); // It has expired.
    }
    if (isRegistered || !awake.isManagement()) {
      return atMost;
    }
    try {
      isRegistered = Bean.register(this);
    } catch (RuntimeException | LinkageError e) {
      isRegistered = true; // Another one has the name, or it is forbidden: once is enough.
      log.say("the agent's bean cannot be registered: " + e);
    }
    return isRegistered ? atMost : SOON;
  }

  /** The agent's version, and how many classes are hooked and not. */
  String counts() {
    return getVersion() + " " + getHooked().size() + " " + getNotHooked().size();
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
    return role == null
        ? "detached"
        : now == null ? "waiting" : now.expiration.isAfter(clock.instant()) ? "active" : "expired";
  }

  @Override
  public synchronized @Nullable String getExpiration() {
    Credentials now = credentials;
    return now == null ? null : now.end();
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
