// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.cli;

import io.asrole.posix.Descriptors;
import io.asrole.session.WaitBudget;
import io.asrole.start.CommandStarter;
import io.asrole.start.Invocation;
import java.io.PrintWriter;
import java.io.Writer;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Model.CommandSpec;

/** The command model, from which the build makes man pages and completions. */
public final class CommandModel {
  private CommandModel() {}

  /** Creates a model that cannot be run; the call without a subcommand has exec's options. */
  public static CommandSpec create() {
    PrintWriter nowhere = new PrintWriter(Writer.nullWriter());
    Invocation none =
        new Invocation(
            "",
            List.of(),
            Map.of(),
            Map.of(),
            "",
            InstantSource.system(),
            nowhere,
            nowhere,
            null,
            new WaitBudget(Duration.ZERO));
    return CommandLines.createModel(none, new CommandStarter(none, Descriptors.none()))
        .getCommandSpec();
  }
}
