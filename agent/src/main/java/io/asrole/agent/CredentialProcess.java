// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.agent;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Runs the credential process and parses its output. Its time and its output are bounded. */
final class CredentialProcess {
  /** The time limit. It is longer than the limits of asrole, so that asrole reports why. */
  static final Duration TIME_LIMIT = Duration.ofSeconds(60);

  private static final int MAX_OUTPUT = 1 << 16;
  private static final long POLL_MILLIS = 10;

  /** The interval of the task that runs while the credential process runs. */
  private static final long TASK_INTERVAL_MILLIS = 1_000;

  /** The beginning of asrole's warning if it prints a session that it could not renew. */
  private static final String NOT_RENEWED = "asrole: warning: cannot renew ";

  private final String name;
  private final List<String> command;
  private final Clock clock;
  private final Duration timeLimit;

  /** What the process printed: credentials that have not expired. */
  static final class Answer {
    final Credentials credentials;

    /** Why asrole could not renew the session in time; null if it could or need not. */
    final @Nullable AgentException notRenewed;

    Answer(Credentials credentials, @Nullable AgentException notRenewed) {
      this.credentials = credentials;
      this.notRenewed = notRenewed;
    }
  }

  /**
   * A credential process that is not started yet.
   *
   * @param name the name of the process in messages
   * @param command the program and its arguments
   */
  CredentialProcess(String name, List<String> command, Clock clock, Duration timeLimit) {
    this.name = name;
    this.command = command;
    this.clock = clock;
    this.timeLimit = timeLimit;
  }

  /**
   * Runs the process until it ends or the time limit is reached, and kills what is left of it.
   *
   * @param task is run once a second while the process runs; null for none
   */
  Answer resolveCredentials(@Nullable Runnable task) throws AgentException, InterruptedException {
    try {
      Process process = start();
      try {
        return readAnswer(process, task);
      } finally {
        if (process.isAlive()) {
          ProcessTree.kill(process);
        }
      }
    } catch (IOException e) {
      throw AgentException.notRun(name, String.valueOf(e.getMessage()));
    }
  }

  private Process start() throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command);
    Map<String, String> environment = builder.environment();
    // These would load the agent into the JVM of the credential process, and so on without end.
    environment.remove("JAVA_TOOL_OPTIONS");
    environment.remove("JDK_JAVA_OPTIONS");
    environment.remove("_JAVA_OPTIONS");
    Process process = builder.start();
    process.getOutputStream().close();
    return process;
  }

  private Answer readAnswer(Process process, @Nullable Runnable task)
      throws AgentException, IOException, InterruptedException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    long start = System.nanoTime();
    long next = TASK_INTERVAL_MILLIS;
    boolean isDone = false;
    // One thread reads two pipes, and a grandchild may keep them open, so it polls and never
    // blocks.
    while (!isDone) {
      boolean alive = process.isAlive();
      int length = drain(process.getInputStream(), out) + drain(process.getErrorStream(), err);
      long millis = (System.nanoTime() - start) / 1_000_000;
      if (millis > timeLimit.toMillis()) {
        throw AgentException.timedOut(name, timeLimit);
      }
      if (task != null && millis > next) {
        task.run();
        next = millis + TASK_INTERVAL_MILLIS;
      }
      if (alive && length == 0) {
        Thread.sleep(POLL_MILLIS);
      }
      isDone = !alive && length == 0;
    }
    if (process.exitValue() != 0) {
      throw AgentException.processFailed(name, process.exitValue(), decode(err));
    }
    return new Answer(parseCredentials(decode(out)), parseWarning(decode(err)));
  }

  /**
   * REASON of a line {@code asrole: warning: cannot renew ROLE, which ends TIME: REASON}; or null.
   */
  private static @Nullable AgentException parseWarning(String err) {
    for (String line : err.split("\n", -1)) {
      if (line.startsWith(NOT_RENEWED)) {
        int reason = line.indexOf(": ", NOT_RENEWED.length());
        return AgentException.notRenewed(
            reason < 0 ? line.substring("asrole: warning: ".length()) : line.substring(reason + 2));
      }
    }
    return null;
  }

  private Credentials parseCredentials(String document) throws AgentException {
    try {
      Credentials credentials = CredentialDocument.parse(document);
      if (!credentials.expiration.isAfter(clock.instant())) {
        throw AgentException.expiredCredentials(name, credentials.expiration);
      }
      return credentials;
    } catch (IllegalArgumentException e) {
      throw AgentException.invalidDocument(name, String.valueOf(e.getMessage()));
    }
  }

  /** Reads the bytes that are available, without blocking, and returns their number. */
  private static int drain(InputStream from, ByteArrayOutputStream to) throws IOException {
    byte[] buffer = new byte[Math.min(from.available(), 8192)];
    int length = buffer.length == 0 ? 0 : Math.max(from.read(buffer), 0);
    to.write(buffer, 0, Math.min(length, MAX_OUTPUT - to.size()));
    return length;
  }

  private static String decode(ByteArrayOutputStream bytes) {
    return new String(bytes.toByteArray(), StandardCharsets.UTF_8);
  }
}
