// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.agent;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Runs the credential process and parses its output. Its time is bounded. */
final class CredentialProcess {
  /** The time limit. It is longer than the limits of asrole, so that asrole reports why. */
  static final Duration TIME_LIMIT = Duration.ofSeconds(60);

  /** The beginning of asrole's warning if it prints a session that it could not renew. */
  private static final String NOT_RENEWED = "asrole: warning: cannot renew ";

  private final String name;
  private final List<String> command;
  private final Clock clock;
  private final Duration timeLimit;
  private final CredentialShell shell;

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
   * @param shell runs the command
   */
  CredentialProcess(
      String name, List<String> command, Clock clock, Duration timeLimit, CredentialShell shell) {
    this.name = name;
    this.command = command;
    this.clock = clock;
    this.timeLimit = timeLimit;
    this.shell = shell;
  }

  /**
   * Runs the process until it ends or the time limit is reached; then it is killed with all that it
   * started.
   *
   * @param task is run once a second while the process runs; null for none
   */
  Answer resolveCredentials(@Nullable Runnable task) throws AgentException, InterruptedException {
    CommandResult result;
    try {
      result = shell.run(command, timeLimit, task);
    } catch (IOException e) {
      throw AgentException.notRun(
          name, String.valueOf(e.getMessage()), SeccompFilter.isInstalled());
    } catch (TimeoutException e) {
      throw AgentException.timedOut(name, timeLimit);
    }
    if (result.status != 0) {
      throw AgentException.processFailed(name, result.status, result.err);
    }
    return new Answer(parseCredentials(result.out), parseWarning(result.err));
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
}
