// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.start;

import io.asrole.AsroleException;
import io.asrole.front.Subcommands;
import io.asrole.posix.ProcessStatus;
import io.asrole.posix.Syslog;
import io.asrole.posix.User;
import io.asrole.role.RoleArn;
import io.asrole.role.SessionParameters;
import io.asrole.session.History;
import io.asrole.session.UserFolder;
import io.asrole.sts.AssumedRole;
import io.asrole.text.Progress;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes each issued role session to syslog and to the history; never fails a start. */
public final class AuditLog {
  private final Invocation invocation;
  private final @Nullable String command;
  private final Progress progress;

  /** Logs for a run of asrole; {@code command} is argument 0 of its command, or null. */
  public AuditLog(Invocation invocation, @Nullable String command, Progress progress) {
    this.invocation = invocation;
    this.command = command;
    this.progress = progress;
  }

  /**
   * Writes the line of a session to syslog and to the history in the session store.
   *
   * @param keep whether to write the history; false for the doctor, which must not use the store
   */
  void issued(
      Instant now, RoleArn role, SessionParameters parameters, AssumedRole assumed, boolean keep) {
    String line = line(now, role, parameters, assumed);
    log(line);
    if (!keep) {
      return;
    }
    try {
      History.add(
          UserFolder.SESSION_STORE.location(invocation.environment(), invocation.userHome()),
          line,
          progress);
    } catch (AsroleException e) {
      progress.step("history: " + e.sentence());
    }
  }

  private String line(
      Instant now, RoleArn role, SessionParameters parameters, AssumedRole assumed) {
    return new AuditRecord(
            now,
            starter(),
            role.value(),
            String.valueOf(parameters.roleSessionName()),
            assumed.leftOut().contains(SessionParameters.SET_SOURCE_IDENTITY)
                ? null
                : parameters.sourceIdentity(),
            assumed.credentials().accessKeyId(),
            assumed.expiration(),
            assumed.requestId(),
            assumed.leftOut())
        .line();
  }

  /** Lets the script run logger(1), which starts faster than JNA loads for syslog(3). */
  private void log(String line) {
    Path front = invocation.answer();
    if (front == null) {
      Syslog.log(line);
      return;
    }
    // Write before the answer and immediately, because the following steps may fail.
    try (OutputStream out = Files.newOutputStream(front)) {
      out.write(("#" + line + "\n").getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      progress.step("syslog: " + e.getMessage());
    }
  }

  private Starter starter() {
    ProcessStatus self = ProcessStatus.readOwn();
    return new Starter(
        uid(),
        User.name(),
        ProcessStatus.loginUid(),
        self.terminal(),
        invocation.answer() == null ? ProcessHandle.current().pid() : self.parent(),
        subcommand(invocation.arguments()),
        command);
  }

  private static String subcommand(List<String> arguments) {
    return !arguments.isEmpty() && Subcommands.isSubcommand(arguments.get(0))
        ? arguments.get(0)
        : "exec";
  }

  private static String uid() {
    try {
      return String.valueOf(User.uid());
    } catch (IOException e) {
      return "";
    }
  }
}
