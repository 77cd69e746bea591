// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.cli;

import io.asrole.AsroleException;
import io.asrole.attach.AgentAnswer;
import io.asrole.attach.TargetJvm;
import io.asrole.posix.InstallationFolder;
import io.asrole.start.Invocation;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code asrole detach}: remove the role from a running JVM. */
@Command(
    name = "detach",
    description = "Remove the role from a running JVM.",
    customSynopsis = "asrole detach PID")
final class DetachCommand implements Callable<Integer> {
  private final Invocation invocation;

  @Mixin DebugOption debug = new DebugOption();

  @Parameters(
      index = "0",
      paramLabel = "PID",
      description =
          "The process ID, or a part of the main class or jar name that only one JVM has.")
  String pid;

  DetachCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  @Override
  public Integer call() throws Exception {
    TargetJvm jvm = TargetJvm.find(pid, "detach from", "", debug.createProgress(invocation));
    String before =
        jvm.status()
            .filter(status -> !status.equals("detached"))
            .map(status -> AgentAnswer.statusAt(status, invocation.clock().instant()))
            .orElseThrow(
                () ->
                    AsroleException.refused(
                        "process " + jvm.process().pid() + " has no role from asrole"));
    jvm.ask(InstallationFolder.agentJar(), "");
    invocation.out().print(jvm.process() + ": detached, was " + before + "\n");
    if (jvm.process().hasKeys()) {
      invocation
          .err()
          .print(
              "asrole: warning: the JVM has access keys in its environment (asrole --agent sets them,"
                  + " too), and its SDKs use these keys now\n");
    }
    return 0;
  }
}
