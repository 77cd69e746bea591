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

/** Runs the credential process; it can fail, hang or babble, and the caller goes on in time. */
final class CredentialProcess {
  /** More than asrole's own bounds, so that its sentence is heard first. */
  static final Duration LONGEST = Duration.ofSeconds(60);

  private static final int LARGEST_OUTPUT = 1 << 16;
  private static final long POLL_MILLIS = 10;

  /** How often what else there is to do is done while the process runs. */
  private static final long MEANWHILE_MILLIS = 1_000;

  /** What {@code asrole credentials} says where it prints a session that it should have renewed. */
  private static final String NOT_RENEWED = "asrole: warning: cannot renew ";

  private final String name;
  private final List<String> command;
  private final Clock clock;
  private final Duration longest;

  /** What the process printed: credentials that have not ended. */
  static final class Answer {
    final Credentials credentials;

    /** Why they could not be renewed although it is time to; null where nothing is wrong. */
    final @Nullable AgentException notRenewed;

    Answer(Credentials credentials, @Nullable AgentException notRenewed) {
      this.credentials = credentials;
      this.notRenewed = notRenewed;
    }
  }

  /** That command, which messages call by that name. */
  CredentialProcess(String name, List<String> command, Clock clock, Duration longest) {
    this.name = name;
    this.command = command;
    this.clock = clock;
    this.longest = longest;
  }

  /** Runs the process, and once a second, while it runs, that task, if there is one. */
  Answer resolveCredentials(@Nullable Runnable meanwhile)
      throws AgentException, InterruptedException {
    try {
      Process process = start();
      try {
        return read(process, meanwhile);
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
    // Options for this JVM would load this agent into the process's own, and so on without end.
    environment.remove("JAVA_TOOL_OPTIONS");
    environment.remove("JDK_JAVA_OPTIONS");
    environment.remove("_JAVA_OPTIONS");
    Process process = builder.start();
    process.getOutputStream().close();
    return process;
  }

  private Answer read(Process process, @Nullable Runnable meanwhile)
      throws AgentException, IOException, InterruptedException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    long start = System.nanoTime();
    long next = MEANWHILE_MILLIS;
    boolean over = false;
    // Polled, for one thread must read two pipes, which a grandchild may keep open for ever.
    while (!over) {
      boolean alive = process.isAlive();
      int length = drain(process.getInputStream(), out) + drain(process.getErrorStream(), err);
      long millis = (System.nanoTime() - start) / 1_000_000;
      if (millis > longest.toMillis()) {
        throw AgentException.tooSlow(name, longest);
      }
      if (meanwhile != null && millis > next) {
        meanwhile.run();
        next = millis + MEANWHILE_MILLIS;
      }
      if (alive && length == 0) {
        Thread.sleep(POLL_MILLIS);
      }
      over = !alive && length == 0;
    }
    if (process.exitValue() != 0) {
      throw AgentException.refused(name, process.exitValue(), text(err));
    }
    return new Answer(credentials(text(out)), notRenewed(text(err)));
  }

  /** Its own reason in {@code asrole: warning: cannot renew ROLE, which ends TIME: REASON}. */
  private static @Nullable AgentException notRenewed(String err) {
    for (String line : err.split("\n", -1)) {
      if (line.startsWith(NOT_RENEWED)) {
        int reason = line.indexOf(": ", NOT_RENEWED.length());
        return AgentException.notRenewed(
            reason < 0 ? line.substring("asrole: warning: ".length()) : line.substring(reason + 2));
      }
    }
    return null;
  }

  private Credentials credentials(String document) throws AgentException {
    try {
      Credentials credentials = CredentialDocument.read(document);
      if (!credentials.expiration.isAfter(clock.instant())) {
        throw AgentException.expired(name, credentials.expiration);
      }
      return credentials;
    } catch (IllegalArgumentException e) {
      throw AgentException.garbled(name, String.valueOf(e.getMessage()));
    }
  }

  /** Reads some of what is there, and says how much. */
  private static int drain(InputStream from, ByteArrayOutputStream to) throws IOException {
    byte[] buffer = new byte[Math.min(from.available(), 8192)];
    int length = buffer.length == 0 ? 0 : Math.max(from.read(buffer), 0);
    to.write(buffer, 0, Math.min(length, LARGEST_OUTPUT - to.size()));
    return length;
  }

  private static String text(ByteArrayOutputStream bytes) {
    return new String(bytes.toByteArray(), StandardCharsets.UTF_8);
  }
}
