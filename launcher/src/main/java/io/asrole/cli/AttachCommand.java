// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.cli;

import io.asrole.AsroleException;
import io.asrole.attach.AgentAnswer;
import io.asrole.attach.TargetJvm;
import io.asrole.start.AgentFlag;
import io.asrole.start.Invocation;
import io.asrole.text.Progress;
import io.asrole.text.ShellQuoting;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code asrole attach}: give a running JVM a role. */
@Command(
    name = "attach",
    description = "Give a running JVM ROLE, and keep it fresh.",
    customSynopsis = {
      "asrole attach [--scope SCOPE] [OPTIONS] PID ROLE",
      "       asrole attach --list"
    })
final class AttachCommand implements Callable<Integer> {
  private final Invocation invocation;

  @Spec CommandSpec spec;
  @Mixin RoleOptions options = new RoleOptions();
  @Mixin DebugOption debug = new DebugOption();

  @Option(
      names = "--scope",
      paramLabel = "SCOPE",
      completionCandidates = AgentFlag.Scopes.class,
      description =
          "Which providers of an SDK give the role: default-chain, ambient (default) or all.")
  @Nullable String scope;

  @Option(names = "--list", description = "List the JVMs, and what role they have.")
  boolean list;

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "PID",
      hideParamSyntax = true,
      description = "The process id.")
  @Nullable String pid;

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "ROLE",
      hideParamSyntax = true,
      description = "A role ARN, profile or role name, as the JVM's user knows it.")
  @Nullable String role;

  AttachCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  @Override
  public Integer call() throws Exception {
    if (list && pid != null) {
      throw AsroleException.refused("--list lists every JVM: leave out --list, or " + pid);
    }
    Progress progress = debug.progress(invocation);
    if (list) {
      new JvmList(invocation, progress).print();
      return 0;
    }
    if (pid == null || role == null) {
      throw AsroleException.refused(
          "attach needs PID and ROLE: asrole attach PID ROLE; asrole attach --list has the JVMs");
    }
    if (role.isBlank()) {
      throw AsroleException.refused("the role is empty: asrole detach takes a role away");
    }
    options.call(role); // What is wrong with them is better said here than in the JVM.
    AgentFlag agent = AgentFlag.of(role, scope, RoleOptions.given(spec.commandLine()));
    TargetJvm jvm = TargetJvm.find(pid, "attach to", "or start it with " + agent.flag(), progress);
    AgentAnswer answer = jvm.ask(agent.jar(), agent.arguments());
    invocation.out().print(jvm.process() + ": " + answer.status() + ", " + hooked(answer) + "\n");
    warn(answer, jvm.process().pid());
    return 0;
  }

  private static String hooked(AgentAnswer answer) {
    return answer.hooked() == 0
        ? "no AWS SDK loaded yet"
        : answer.hooked() + (answer.hooked() == 1 ? " class hooked" : " classes hooked");
  }

  private void warn(AgentAnswer answer, long process) {
    String own = String.valueOf(getClass().getPackage().getImplementationVersion());
    if (!answer.version().equals(own)) {
      invocation
          .err()
          .print(
              "asrole: warning: the JVM keeps the agent of its first attach, version "
                  + answer.version()
                  + "; this is "
                  + own
                  + "\n");
    }
    if (answer.notHooked() > 0) {
      invocation
          .err()
          .print(
              "asrole: warning: "
                  + answer.notHooked()
                  + " classes of AWS SDKs may not use the role; the JVM's standard error names"
                  + " them\n");
    }
    if (answer.hasOthersKeys() && !"all".equals(scope)) {
      invocation
          .err()
          .print(
              "asrole: warning: the JVM's environment has AWS_ACCESS_KEY_ID, not from asrole:"
                  + " credential chains that ask the environment first keep those keys; to replace"
                  + " them too: asrole attach --scope all "
                  + process
                  + " "
                  + ShellQuoting.quoteIfNeeded(String.valueOf(role))
                  + "\n");
    }
  }
}
