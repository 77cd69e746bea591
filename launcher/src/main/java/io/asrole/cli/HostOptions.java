// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.cli;

import io.asrole.AsroleException;
import io.asrole.setup.HostPlan;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParseResult;

/** The options of {@code asrole setup --host}, which guards a host with several users. */
final class HostOptions {
  private static final Set<String> OWN = Set.of("--host", "--allow", "--also", "--debug");

  @Option(
      names = "--host",
      description =
          "Print a shell script that closes instance metadata to ordinary users and lets sudo"
              + " decide who has which role.")
  boolean host;

  @Option(
      names = "--allow",
      paramLabel = "RULE",
      arity = "1..*",
      description =
          "Allow these roles to these users and groups, as in %%ops,alice=ReadLogs,Deploy; with"
              + " --host; may be repeated.")
  List<String> allow = List.of();

  @Option(
      names = "--also",
      paramLabel = "USER",
      description = "Keep instance metadata open for this user; with --host; may be repeated.")
  List<String> also = List.of();

  /** Whether the call is {@code asrole setup --host}, or has one of its options. */
  boolean isGiven() {
    return host || !allow.isEmpty() || !also.isEmpty();
  }

  /** The script; fails if the call has no rule, or an option that belongs to ROLE. */
  String print(ParseResult call) throws AsroleException {
    if (!host) {
      throw AsroleException.refused("--allow and --also belong to asrole setup --host; add --host");
    }
    for (OptionSpec option : call.matchedOptions()) {
      if (!OWN.contains(option.longestName())) {
        throw AsroleException.refused(
            option.longestName() + " belongs to asrole setup ROLE, not to asrole setup --host");
      }
    }
    if (call.hasMatchedPositional(0)) {
      throw AsroleException.refused("asrole setup --host has no ROLE: use --allow WHO=ROLE");
    }
    if (allow.isEmpty()) {
      throw AsroleException.refused(
          "asrole setup --host needs a rule, such as --allow %ops=ReadLogs");
    }
    return HostPlan.parse(allow, also).print();
  }
}
