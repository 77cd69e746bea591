// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.sandbox;

import io.asrole.sandbox.streams.UnwrittenException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/**
 * Runs a command in a sandbox, or serves without one. This class does without picocli, which takes
 * longer to load than everything else.
 *
 * @param environment the environment of this process
 */
record SandboxRunner(Map<String, String> environment, PrintWriter out, PrintWriter err) {
  static final int FAILED = 125;

  /** The exit status that a shell reports for SIGPIPE, which a JVM ignores. */
  private static final int SIGPIPE_STATUS = 128 + 13;

  private static final int NOT_EXECUTABLE = 126;
  private static final int NOT_FOUND = 127;

  /**
   * Starts the sandbox and runs the command. Without a command, prints the variables and serves
   * until this process is killed.
   *
   * @param explain whether to print each decision of STS
   * @return the exit status
   */
  int run(SandboxOptions options, Endpoints endpoints, boolean explain, List<String> command)
      throws InterruptedException {
    try (Sandbox sandbox = Sandbox.start(options, endpoints)) {
      if (explain) {
        sandbox.onDecision(decision -> report(decision.line(), 0));
      }
      if (command.isEmpty()) {
        serve(sandbox);
      }
      return runChild(command, ChildEnvironment.create(environment, sandbox.environment()));
    } catch (UncheckedIOException e) {
      return report(String.valueOf(e.getMessage()), FAILED);
    } catch (UnwrittenException e) {
      return report(e);
    }
  }

  /** Prints why standard output cannot be written, and returns the exit status. */
  int report(UnwrittenException unwritten) {
    return unwritten.isBrokenPipe()
        ? SIGPIPE_STATUS
        : report(String.valueOf(unwritten.getMessage()), FAILED);
  }

  /** Prints the sentence on standard error and returns the exit status. */
  int report(String sentence, int exitCode) {
    err.println("asrole-sandbox: " + sentence);
    err.flush();
    return exitCode;
  }

  private void serve(Sandbox sandbox) throws InterruptedException {
    // A signal ends this JVM without leaving the try statement.
    Runtime.getRuntime().addShutdownHook(new Thread(sandbox::close));
    out.print(ChildEnvironment.script(environment, sandbox.environment()));
    out.flush();
    // A command substitution of a shell waits for this end.
    out.close();
    new CountDownLatch(1).await();
  }

  private int runChild(List<String> command, Map<String, String> variables)
      throws InterruptedException {
    try {
      return Child.start(command, variables).join();
    } catch (IOException e) {
      String name = command.get(0);
      return Child.exists(name, environment.getOrDefault("PATH", ""))
          ? report(name + ": cannot be executed", NOT_EXECUTABLE)
          : report(name + ": command not found", NOT_FOUND);
    }
  }
}
