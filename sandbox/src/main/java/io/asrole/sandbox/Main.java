// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.sandbox;

import io.asrole.sandbox.http.Listener;
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
    Optional<List<String>> plain = PlainCall.parse(arguments);
    System.exit(
        plain.isPresent()
            ? runner(environment)
                .run(SandboxOptions.defaults(), Endpoints.free(), false, plain.get())
            : SandboxCommand.commandLine(environment).execute(arguments));
  }

  private static SandboxRunner runner(Map<String, String> environment) {
    Charset charset = Charset.defaultCharset();
    return new SandboxRunner(
        environment,
        new PrintWriter(System.out, true, charset),
        new PrintWriter(System.err, true, charset));
  }
}
