// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.cli;

import io.asrole.start.Invocation;
import io.asrole.text.Progress;
import java.io.PrintWriter;
import picocli.CommandLine.Option;

/** {@code --debug}, which every word takes. */
final class DebugOption {
  @Option(
      names = "--debug",
      description = "Explain each step on standard error, without any secret.")
  boolean debug;

  Progress progress(PrintWriter err) {
    return new Progress(err, debug);
  }

  /** The same, which tells on a terminal what is being waited for. */
  Progress progress(Invocation invocation) {
    return new Progress(invocation.err(), debug, invocation.environment());
  }
}
