// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.cli;

import io.asrole.AsroleException;
import io.asrole.Trace;
import io.asrole.child.ChildEnvironment;
import io.asrole.child.ShellAnswer;
import io.asrole.posix.Descriptors;
import io.asrole.posix.Exec;
import io.asrole.posix.ProcessBytes;
import io.asrole.session.Session;
import io.asrole.session.SessionStore.Need;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The start of a command: a session, the child's environment, and the front or execve. */
final class Start {
  private final Invocation invocation;
  private final Descriptors descriptors;

  Start(Invocation invocation, Descriptors descriptors) {
    this.invocation = invocation;
    this.descriptors = descriptors;
  }

  /** Starts the last {@code count} arguments; returns only where a front goes on. */
  void run(RoleCall call, int count, Trace trace) throws AsroleException {
    int own = invocation.arguments().size() - count;
    Renewal renewal = new Renewal(invocation.arguments().subList(0, own));
    Session session =
        new RoleSessions(invocation, trace, invocation.arguments().get(own))
            .open(call, Need.START, renewal);
    ChildEnvironment environment =
        ChildEnvironment.of(
            invocation.environment(),
            session.role(),
            session.credentials(),
            session.region(),
            call.region() != null);
    Path answer = invocation.answer();
    if (answer != null) {
      answer(answer, ShellAnswer.of(own, environment));
      return;
    }
    List<byte[]> command = ProcessBytes.lastArguments(count);
    List<byte[]> variables = environment.applyTo(ProcessBytes.environment());
    trace.step("execve of the command, with " + environment);
    invocation.out().flush();
    throw Exec.replaceProcess(command, variables, descriptors);
  }

  private static void answer(Path front, String answer) throws AsroleException {
    try (OutputStream out = Files.newOutputStream(front)) {
      out.write(answer.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw AsroleException.refused("cannot answer the asrole script at " + front + ": " + e);
    }
  }
}
