// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.cli;

import io.asrole.AsroleException;
import io.asrole.attach.AgentAnswer;
import io.asrole.attach.JvmList;
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

/** {@code asrole attach}: switch a running JVM to a role. */
@Command(
    name = "attach",
    description = "Switch a running JVM to ROLE and keep renewing it.",
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
      description = {
        "Choose the credentials providers of the SDKs that return ROLE (default: ambient).",
        "default-chain: the default chain only.",
        "ambient: also the providers of instance profile and container.",
        "all: also the providers of environment variables, system properties and profiles."
      })
  @Nullable String scope;

  @Option(names = "--list", description = "List the JVMs and the role of each.")
  boolean list;

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "PID",
      hideParamSyntax = true,
      description =
          "The process ID, or a part of the main class or jar name that only one JVM has.")
  @Nullable String pid;

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "ROLE",
      hideParamSyntax = true,
      description = "A role ARN, role name, or a profile in the AWS files of the JVM's user.")
  @Nullable String role;

  AttachCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  @Override
  public Integer call() throws Exception {
    if (list && pid != null) {
      throw AsroleException.refused("--list lists every JVM: leave out --list, or " + pid);
    }
    Progress progress = debug.createProgress(invocation);
    if (list) {
      new JvmList(invocation.out(), invocation.err(), invocation.clock(), progress).print();
      return 0;
    }
    if (pid == null || role == null) {
      throw AsroleException.refused(
          "attach needs PID and ROLE: asrole attach PID ROLE; see asrole attach --list");
    }
    if (role.isBlank()) {
      throw AsroleException.refused("the role is empty; to remove a role: asrole detach PID");
    }
    options.toRoleCall(
        role); // An error in the options is printed here rather than in the JVM's log.
    AgentFlag agent = AgentFlag.of(role, scope, RoleOptions.matched(spec.commandLine()));
    TargetJvm jvm = TargetJvm.find(pid, "attach to", "start it with " + agent.flag(), progress);
    AgentAnswer answer = jvm.ask(agent.jar(), agent.arguments());
    invocation
        .out()
        .print(jvm.process() + ": " + answer.status() + ", " + describeHooks(answer) + "\n");
    printWarnings(answer, jvm.process().pid());
    return 0;
  }

  private static String describeHooks(AgentAnswer answer) {
    return answer.hooked() == 0
        ? "no AWS SDK loaded yet"
        : answer.hooked() + (answer.hooked() == 1 ? " class hooked" : " classes hooked");
  }

  private void printWarnings(AgentAnswer answer, long process) {
    String own = String.valueOf(getClass().getPackage().getImplementationVersion());
    if (!answer.version().equals(own)) {
      invocation
          .err()
          .print(
              "asrole: warning: the JVM keeps the agent of its first attach, version "
                  + answer.version()
                  + "; this asrole has version "
                  + own
                  + "\n");
    }
    if (answer.notHooked() > 0) {
      invocation
          .err()
          .print(
              "asrole: warning: "
                  + answer.notHooked()
                  + (answer.notHooked() == 1 ? " class" : " classes")
                  + " of AWS clients may not use the role; see the JVM's standard error\n");
    }
    if (answer.hasOthersKeys() && !"all".equals(scope)) {
      invocation
          .err()
          .print(
              "asrole: warning: the JVM's environment has AWS_ACCESS_KEY_ID, not from asrole:"
                  + " credential chains that read the environment first keep those keys; to replace"
                  + " them too: asrole attach --scope all "
                  + process
                  + " "
                  + ShellQuoting.quoteIfNeeded(String.valueOf(role))
                  + "\n");
    }
  }
}
