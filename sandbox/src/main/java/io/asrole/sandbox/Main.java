// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.sandbox;

import io.asrole.sandbox.http.Listener;
import io.asrole.sandbox.streams.StandardOutput;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The program {@code asrole-sandbox}. */
public final class Main {
  private Main() {}

  /** Runs the command line and exits with its status. */
  public static void main(String[] arguments) throws InterruptedException {
    if (arguments.length == 0 || !PlainCall.SUBCOMMANDS.contains(arguments[0])) {
      Listener.loadClasses();
    }
    Map<String, String> environment = System.getenv();
    PrintWriter out = StandardOutput.writer();
    Optional<List<String>> plain = PlainCall.parse(arguments);
    System.exit(
        plain.isPresent()
            ? new SandboxRunner(environment, out, standardError())
                .run(SandboxOptions.defaults(), Endpoints.free(), false, plain.get())
            : SandboxCommand.commandLine(environment).setOut(out).execute(arguments));
  }

  private static PrintWriter standardError() {
    return new PrintWriter(System.err, true, Charset.defaultCharset());
  }
}
