// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.cli;

import io.asrole.AsroleException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code asrole exec}, and the call without a word: run a command as a role. */
@Command(
    name = "exec",
    description = "Run COMMAND as ROLE; exec may be left out.",
    customSynopsis = "asrole [exec] [OPTIONS] ROLE [--] COMMAND [ARG...]")
final class ExecCommand implements Callable<Integer> {
  private final Invocation invocation;
  private final Start start;

  @Mixin RoleOptions options = new RoleOptions();
  @Mixin DebugOption debug = new DebugOption();

  @Parameters(index = "0", paramLabel = "ROLE", description = "A role ARN, profile or role name.")
  String role;

  @Parameters(index = "1..*", arity = "0..*", paramLabel = "COMMAND", hidden = true)
  List<String> afterRole = List.of();

  ExecCommand(Invocation invocation, Start start) {
    this.invocation = invocation;
    this.start = start;
  }

  @Override
  public Integer call() throws Exception {
    if (invocation.arguments().get(0).startsWith("-") && Words.isWord(role)) {
      throw AsroleException.refused(
          "'"
              + role
              + "' stands after an option, and is a word only as the first argument; for a role of"
              + " that name: asrole exec [OPTIONS] "
              + role
              + " -- COMMAND");
    }
    int count = PlainCall.commandSize(afterRole);
    start.run(options.call(role), count, debug.trace(invocation.err()));
    return 0;
  }
}
