// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.dist;

import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** The command line of asrole-sandbox, which reads its arguments without picocli. */
final class SandboxModel {
  private SandboxModel() {}

  static CommandSpec spec() {
    CommandSpec spec = CommandSpec.create().name("asrole-sandbox");
    spec.usageMessage()
        .description("Run a command on an EC2 instance that is not there.")
        .customSynopsis("asrole-sandbox [OPTIONS] [--] [COMMAND [ARG...]]", "asrole-sandbox world");
    spec.parser().separator(" ");
    flag(spec, "Show the usage.", "-h", "--help");
    flag(spec, "Show the version.", "--version");
    flag(spec, "STS over https; its authority is the file that AWS_CA_BUNDLE names.", "--tls");
    option(
        spec,
        "--world",
        "FILE",
        "Account, instance, roles and policies as JSON (default: the built-in world).");
    option(
        spec,
        "--imds",
        "MODE",
        "v2: instance metadata wants tokens (default). optional: it takes them. off: it answers 403"
            + " to everything.",
        "v2",
        "optional",
        "off");
    option(
        spec,
        "--lifetime",
        "DURATION",
        "Role sessions really end after this (default: as asked for).");
    option(
        spec,
        "--imds-lifetime",
        "DURATION",
        "The instance's credentials end after this (default: 6h).");
    option(
        spec,
        "--clock-offset",
        "DURATION",
        "How far AWS's clock is ahead of this machine's; -20m: behind (default: 0s).");
    spec.addPositional(
        PositionalParamSpec.builder().index("0..*").paramLabel("COMMAND").hidden(true).build());
    CommandSpec world = CommandSpec.create().name("world");
    world.usageMessage().description("Print the built-in world.");
    return spec.addSubcommand("world", world);
  }

  private static void flag(CommandSpec spec, String description, String... names) {
    spec.addOption(OptionSpec.builder(names).description(description).build());
  }

  private static void option(
      CommandSpec spec, String name, String label, String description, String... values) {
    spec.addOption(
        OptionSpec.builder(name)
            .type(String.class)
            .paramLabel(label)
            .description(description)
            .completionCandidates(List.of(values))
            .build());
  }
}
