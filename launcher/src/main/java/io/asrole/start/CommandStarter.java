// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.start;

import io.asrole.AsroleException;
import io.asrole.child.ChildEnvironment;
import io.asrole.child.ContainerVariables;
import io.asrole.child.EnvironmentLoss;
import io.asrole.child.UserShell;
import io.asrole.front.PlainCall;
import io.asrole.front.ScriptAnswer;
import io.asrole.posix.Descriptors;
import io.asrole.posix.Exec;
import io.asrole.posix.InstallationFolder;
import io.asrole.posix.ProcessBytes;
import io.asrole.posix.User;
import io.asrole.session.Session;
import io.asrole.text.EnvironmentVariables;
import io.asrole.text.Progress;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Starts a command as a role: opens the session, creates the environment and calls execve. If the
 * asrole script runs this JVM, the script executes the command instead.
 */
public final class CommandStarter {
  private final Invocation invocation;
  private final Descriptors descriptors;
  private boolean answered;

  public CommandStarter(Invocation invocation, Descriptors descriptors) {
    this.invocation = invocation;
    this.descriptors = descriptors;
  }

  /** Starts the command of a plain call; returns only if the script executes the command. */
  public void start(PlainCall call, Progress progress) throws AsroleException {
    start(RoleCall.plain(call.role()), call.count(), StartOptions.NONE, progress);
  }

  /**
   * Starts the last {@code count} arguments as a command; returns only if the script executes it.
   */
  public void start(RoleCall call, int count, StartOptions options, Progress progress)
      throws AsroleException {
    int own = invocation.arguments().size() - count;
    String command = invocation.arguments().get(own);
    ChildEnvironment environment =
        Repetition.run(
            invocation,
            options.patience(),
            progress,
            i -> open(i, call, own, command, options, progress));
    Path answer = invocation.answer();
    if (answer == null) {
      become(ProcessBytes.lastArguments(count), environment, progress);
    } else {
      answer(answer, ScriptAnswer.write(own, environment));
    }
  }

  /** Starts the user's own shell; returns only if the script executes it. */
  public void startShell(RoleCall call, StartOptions options, Progress progress)
      throws AsroleException {
    String program = findShell(progress);
    UserShell shell =
        UserShell.create(program, InstallationFolder.library("shell"), invocation.environment());
    int own = invocation.arguments().size();
    ChildEnvironment environment =
        Repetition.run(
                invocation,
                options.patience(),
                progress,
                i -> open(i, call, own, program, options, progress))
            .withVariables(shell.variables());
    Path answer = invocation.answer();
    if (answer == null) {
      become(shell.command().stream().map(String::getBytes).toList(), environment, progress);
    } else {
      answer(answer, ScriptAnswer.write(shell.command(), environment));
    }
  }

  /** Opens the session and creates the environment for the command. */
  private static ChildEnvironment open(
      Invocation invocation,
      RoleCall call,
      int own,
      String command,
      StartOptions options,
      Progress progress)
      throws AsroleException {
    AwsContext aws = AwsContext.read(invocation, progress, call.role());
    RefreshFiles refresh = new RefreshFiles(invocation, aws, progress, options.refresh());
    BackgroundRenewal renewal =
        new BackgroundRenewal(invocation.mainClass(), invocation.arguments().subList(0, own));
    Session session =
        RoleSessionOpener.create(invocation, progress, aws, command, refresh)
            .open(call, options.need(invocation.environment()), renewal);
    Map<String, String> current = ContainerVariables.restore(invocation.environment());
    boolean regionAsked = call.region() != null;
    ChildEnvironment environment =
        options.refresh() == null
            ? ChildEnvironment.create(
                current, session.role(), session.credentials(), session.region(), regionAsked)
            : ChildEnvironment.createForRefresh(
                current,
                session.role(),
                refresh.profile(call.role()).orElseThrow(),
                session.region(),
                regionAsked);
    AgentFlag agent = options.agent();
    return (agent == null ? environment : environment.withAgent(agent.asJvmOption()))
        .startingFrom(invocation.actual(), invocation.environment());
  }

  private String findShell(Progress progress) {
    Optional<String> named = EnvironmentVariables.firstOf(invocation.environment(), "SHELL");
    if (named.filter(CommandStarter::isShell).isPresent()) {
      return named.get();
    }
    String other = User.shell().filter(CommandStarter::isShell).orElse("/bin/sh");
    if (named.isPresent()) {
      progress.warn(
          "SHELL=" + named.get() + " is not an executable file; starting " + other + " instead");
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

  private void become(List<byte[]> command, ChildEnvironment environment, Progress progress)
      throws AsroleException {
    List<byte[]> variables = environment.applyTo(ProcessBytes.environment());
    EnvironmentLoss.warning(command, String.valueOf(environment.set().get("ASROLE_ROLE")))
        .ifPresent(progress::warn);
    progress.step("execve of the command, with " + environment);
    invocation.out().flush();
    throw Exec.replaceProcess(command, variables, descriptors);
  }

  /**
   * Answers the script, if there is one, that no command is to be executed. Does nothing after
   * another answer. The script treats a missing answer as a failure.
   */
  public void finish() throws AsroleException {
    Path front = invocation.answer();
    if (front != null && !answered) {
      answer(front, ScriptAnswer.DONE);
    }
  }

  private void answer(Path front, String answer) throws AsroleException {
    answered = true;
    try (OutputStream out = Files.newOutputStream(front)) {
      out.write(answer.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw AsroleException.refused("cannot answer the asrole script at " + front + ": " + e);
    }
  }
}
