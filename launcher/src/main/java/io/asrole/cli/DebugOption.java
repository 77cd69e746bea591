// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.cli;

import io.asrole.start.Invocation;
import io.asrole.text.Progress;
import java.io.PrintWriter;
import picocli.CommandLine.Option;

/** The option {@code --debug}, which every subcommand takes. */
final class DebugOption {
  @Option(
      names = "--debug",
      description = "Explain each step on standard error, without any secret.")
  boolean debug;

  Progress createProgress(PrintWriter err) {
    return new Progress(err, debug);
  }

  /**
   * As {@link #createProgress(PrintWriter)}; on a terminal it also prints what asrole waits for.
   */
  Progress createProgress(Invocation invocation) {
    return new Progress(invocation.err(), debug, invocation.environment());
  }
}
