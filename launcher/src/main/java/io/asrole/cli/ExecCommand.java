// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.cli;

import io.asrole.AsroleException;
import io.asrole.child.ProfileBlindness;
import io.asrole.front.PlainCall;
import io.asrole.front.Subcommands;
import io.asrole.role.Durations;
import io.asrole.start.AgentFlag;
import io.asrole.start.AwsContext;
import io.asrole.start.CommandStarter;
import io.asrole.start.Invocation;
import io.asrole.start.RoleCall;
import io.asrole.start.StartOptions;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code asrole exec}, and the call without a subcommand: run a command as a role. */
@Command(
    name = "exec",
    description = "Run COMMAND as ROLE; exec may be left out.",
    customSynopsis = {
      "asrole [exec] [OPTIONS] ROLE [--] COMMAND [ARG...]",
      "       asrole --shell [OPTIONS] ROLE"
    })
final class ExecCommand implements Callable<Integer> {
  private final Invocation invocation;
  private final CommandStarter start;

  @Spec CommandSpec spec;
  @Mixin RoleOptions options = new RoleOptions();
  @Mixin DebugOption debug = new DebugOption();

  @Option(
      names = "--agent",
      description =
          "Add asrole's agent to JAVA_TOOL_OPTIONS: JVMs in COMMAND keep the role beyond the"
              + " hour.")
  boolean agent;

  @Option(
      names = "--refresh",
      description =
          "Set a profile in place of keys: the AWS SDKs in COMMAND renew the credentials. COMMAND"
              + " gets no instance metadata; a program that reads no profile is the instance."
              + " --refresh=always also runs s3cmd and jsign, which read no profile.")
  boolean refresh;

  /** The whole word is the option's name, so that {@code --refresh ROLE} has no value. */
  @Option(
      names = "--refresh=always",
      hidden = true,
      description = "Run also a program that reads no profile.")
  boolean refreshAlways;

  @Option(
      names = "--min-remaining",
      paramLabel = "DURATION",
      description =
          "Run COMMAND with a session that has this much time left: 50m (default: 15m; or"
              + " ASROLE_MIN_REMAINING).")
  @Nullable String minRemaining;

  @Option(
      names = "--wait",
      paramLabel = "DURATION",
      description = "Set how long to try again while AWS or instance metadata does not answer: 2m.")
  @Nullable String wait;

  @Option(names = "--shell", description = "Open your own shell as ROLE, with ROLE in its prompt.")
  boolean shell;

  @Parameters(index = "0", paramLabel = "ROLE", description = "A role ARN, profile or role name.")
  String role;

  @Parameters(index = "1..*", arity = "0..*", paramLabel = "COMMAND", hidden = true)
  List<String> afterRole = List.of();

  ExecCommand(Invocation invocation, CommandStarter start) {
    this.invocation = invocation;
    this.start = start;
  }

  @Override
  public Integer call() throws Exception {
    if (invocation.arguments().get(0).startsWith("-") && Subcommands.isSubcommand(role)) {
      throw AsroleException.refused(
          "'"
              + role
              + "' is a subcommand and must come first; to run a role named '"
              + role
              + "': asrole exec [OPTIONS] "
              + role
              + " -- COMMAND");
    }
    if (shell && !afterRole.isEmpty()) {
      throw AsroleException.refused(
          "--shell opens your own shell: leave out --shell, or the command");
    }
    if (shell) {
      RoleCall call = options.toRoleCall(role);
      start.startShell(call, createOptions(call, ""), debug.createProgress(invocation));
      return 0;
    }
    int count = PlainCall.commandSize(afterRole);
    RoleCall call = options.toRoleCall(role);
    String command = afterRole.get(afterRole.size() - count);
    start.start(call, count, createOptions(call, command), debug.createProgress(invocation));
    return 0;
  }

  private StartOptions createOptions(RoleCall call, String command) throws AsroleException {
    if (refresh && !refreshAlways) {
      ProfileBlindness.refuse(command);
    }
    List<String> given = RoleOptions.matched(spec.commandLine());
    return new StartOptions(
        createAgentFlag(call, given),
        refresh || refreshAlways ? given : null,
        minRemaining,
        wait == null ? Duration.ZERO : Durations.parseAny(wait, "--wait"));
  }

  private @Nullable AgentFlag createAgentFlag(RoleCall call, List<String> given)
      throws AsroleException {
    if (!agent) {
      return null;
    }
    if (AwsContext.read(invocation, debug.createProgress(invocation), role)
        .request(call)
        .source()
        .isGone()) {
      throw AsroleException.refused(
          "--agent needs source credentials that can be renewed; keys in the environment cannot");
    }
    return AgentFlag.of(role, null, given);
  }
}
