// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.cli;

import io.asrole.AsroleException;
import io.asrole.Environment;
import io.asrole.Trace;
import io.asrole.child.ChildEnvironment;
import io.asrole.child.ShellAnswer;
import io.asrole.child.UserShell;
import io.asrole.posix.Descriptors;
import io.asrole.posix.Exec;
import io.asrole.posix.ProcessBytes;
import io.asrole.posix.User;
import io.asrole.session.Session;
import io.asrole.session.SessionStore.Need;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
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
    run(call, count, null, trace);
  }

  /** The same, for a command that is a JVM or starts some, if there is an agent for them. */
  void run(RoleCall call, int count, @Nullable AgentOption agent, Trace trace)
      throws AsroleException {
    int own = invocation.arguments().size() - count;
    ChildEnvironment environment = open(call, own, invocation.arguments().get(own), agent, trace);
    Path answer = invocation.answer();
    if (answer == null) {
      become(ProcessBytes.lastArguments(count), environment, trace);
    } else {
      answer(answer, ShellAnswer.of(own, environment));
    }
  }

  /** Starts the user's own shell; returns only where a front goes on. */
  void shell(RoleCall call, @Nullable AgentOption agent, Trace trace) throws AsroleException {
    String program = usersShell(trace);
    UserShell shell = UserShell.of(program, Installed.library("shell"), invocation.environment());
    ChildEnvironment environment =
        open(call, invocation.arguments().size(), program, agent, trace).and(shell.variables());
    Path answer = invocation.answer();
    if (answer == null) {
      become(shell.command().stream().map(String::getBytes).toList(), environment, trace);
    } else {
      answer(answer, ShellAnswer.of(shell.command(), environment));
    }
  }

  private String usersShell(Trace trace) {
    Optional<String> named = Environment.firstOf(invocation.environment(), "SHELL");
    if (named.filter(Start::isShell).isPresent()) {
      return named.get();
    }
    String other = User.shell().filter(Start::isShell).orElse("/bin/sh");
    if (named.isPresent()) {
      trace.warn("SHELL is " + named.get() + ", which is no program: starting " + other);
    }
    return other;
  }

  private static boolean isShell(String shell) {
    try {
      Path file = Path.of(shell);
      return file.isAbsolute() && Files.isRegularFile(file) && Files.isExecutable(file);
    } catch (InvalidPathException e) {
      return false;
    }
  }

  private ChildEnvironment open(
      RoleCall call, int own, String command, @Nullable AgentOption agent, Trace trace)
      throws AsroleException {
    Renewal renewal = new Renewal(invocation.arguments().subList(0, own));
    Session session =
        new RoleSessions(invocation, trace, call.role(), command).open(call, Need.START, renewal);
    ChildEnvironment environment =
        ChildEnvironment.of(
            invocation.environment(),
            session.role(),
            session.credentials(),
            session.region(),
            call.region() != null);
    return agent == null ? environment : environment.withAgent(agent.word());
  }

  private void become(List<byte[]> command, ChildEnvironment environment, Trace trace)
      throws AsroleException {
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
