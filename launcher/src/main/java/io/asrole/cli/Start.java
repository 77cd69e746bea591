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
import org.jspecify.annotations.Nullable;

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
    Session session = new RoleSessions(invocation, trace).open(call, Need.START, renewal);
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

  /** The role that a plain call asks for, null where picocli has to read the arguments. */
  static @Nullable PlainCall plainCall(List<String> arguments) throws AsroleException {
    String first = arguments.isEmpty() ? "" : arguments.get(0);
    if (arguments.isEmpty() || first.startsWith("-") || Words.isWord(first)) {
      return null;
    }
    return new PlainCall(first, commandSize(arguments.subList(1, arguments.size())));
  }

  /** A role and the number of arguments that are the command's. */
  record PlainCall(String role, int count) {}

  /** How many of the arguments after the role are the command's: all but a leading {@code --}. */
  static int commandSize(List<String> afterRole) throws AsroleException {
    if (afterRole.isEmpty() || (afterRole.size() == 1 && afterRole.get(0).equals("--"))) {
      throw AsroleException.refused("no command: asrole [OPTIONS] ROLE -- COMMAND [ARG...]");
    }
    String next = afterRole.get(0);
    if (next.equals("--")) {
      return afterRole.size() - 1;
    }
    if (next.startsWith("-") && next.length() > 1) {
      throw AsroleException.refused(
          "'" + next + "' stands after the role: options go before it, the command after --");
    }
    return afterRole.size();
  }
}
