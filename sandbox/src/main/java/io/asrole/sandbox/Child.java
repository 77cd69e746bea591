// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.sandbox;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The command that runs inside the sandbox. */
final class Child {
  private final Process process;

  private Child(Process process) {
    this.process = process;
  }

  /**
   * Whether a file exists for the command: exit status 126 if it cannot be executed, 127 if there
   * is no file.
   */
  static boolean exists(String command, String path) {
    Stream<Path> places =
        command.contains("/")
            ? Stream.of(Path.of(command))
            : Pattern.compile(File.pathSeparator)
                .splitAsStream(path)
                .map(folder -> Path.of(folder).resolve(command));
    return !command.isEmpty() && places.anyMatch(Files::exists);
  }

  static Child start(List<String> command, Map<String, String> environment) throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command).inheritIO();
    builder.environment().clear();
    builder.environment().putAll(environment);
    CompletableFuture<Process> started = new CompletableFuture<>();
    // The handlers are installed before the child starts, so that no signal is lost in between.
    Runnable terminate = () -> started.join().destroy();
    Signals.handle("TERM", terminate);
    Signals.handle("HUP", terminate);
    // The terminal sends Ctrl-C to the child, too. The child alone decides how to react.
    Signals.handle("INT", () -> {});
    Process process = builder.start();
    started.complete(process);
    return new Child(process);
  }

  /** Waits for the child. Returns its exit status, or 128+n if signal n killed the child. */
  int join() throws InterruptedException {
    return process.waitFor();
  }
}
