// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.cli;

import io.asrole.Trace;
import java.io.PrintWriter;
import picocli.CommandLine.Option;

/** {@code --debug}, which every word takes. */
final class DebugOption {
  @Option(
      names = "--debug",
      description = "Explain each step on standard error, without any secret.")
  boolean debug;

  Trace trace(PrintWriter err) {
    return new Trace(err, debug);
  }

  /** The same, which tells on a terminal what is being waited for. */
  Trace trace(Invocation invocation) {
    return new Trace(invocation.err(), debug, invocation.environment());
  }
}
