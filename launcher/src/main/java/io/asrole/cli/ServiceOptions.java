// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.cli;

import io.asrole.AsroleException;
import io.asrole.guard.GuardedHost;
import io.asrole.setup.ServiceForm;
import io.asrole.setup.ServicePlan;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParseResult;

/** The options of {@code asrole setup --service}, which gives a role to a systemd service. */
final class ServiceOptions {
  private static final Set<String> OWN = Set.of("--service", "--agent", "--refresh", "--debug");

  @Option(
      names = "--service",
      paramLabel = "UNIT",
      description =
          "Print the systemd drop-in that gives ROLE to this service: the name of a unit, or the"
              + " path of its file.")
  @Nullable String unit;

  @Option(
      names = "--agent",
      description = "Choose the agent, also for a service that is not known to be Java.")
  boolean agent;

  @Option(names = "--refresh", description = "Choose asrole --refresh, also for Java.")
  boolean refresh;

  /** Whether the call is {@code asrole setup --service}, or has one of its options. */
  boolean isGiven() {
    return unit != null || agent || refresh;
  }

  /** The commands; fails if the call has an option that belongs to another form of setup. */
  String print(String role, ParseResult call) throws AsroleException {
    if (unit == null) {
      throw AsroleException.refused(
          "--agent and --refresh belong to asrole setup --service; add --service UNIT");
    }
    for (OptionSpec option : call.matchedOptions()) {
      if (!OWN.contains(option.longestName())) {
        throw AsroleException.refused(
            option.longestName()
                + " cannot be combined with --service; describe the role in a profile of the AWS"
                + " config file");
      }
    }
    if (agent && refresh) {
      throw AsroleException.refused("--service takes one of --agent and --refresh");
    }
    ServiceForm form = agent ? ServiceForm.AGENT : refresh ? ServiceForm.REFRESH : ServiceForm.AUTO;
    return ServicePlan.create(
            unit, role, form, GuardedHost.read().map(GuardedHost::uids).orElse(null))
        .print();
  }
}
