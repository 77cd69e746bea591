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

  /** Whether a command that could not be started is there at all. */
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
    // Caught before the child is there: a signal that comes in between must reach it all the same.
    Runnable terminate = () -> started.join().destroy();
    Signals.handle("TERM", terminate);
    Signals.handle("HUP", terminate);
    // The terminal's Ctrl-C goes to the child as well, which alone decides what becomes of it.
    Signals.handle("INT", () -> {});
    Process process = builder.start();
    started.complete(process);
    return new Child(process);
  }

  /** The exit code as a shell tells it: 128 and the signal's number for a death by signal. */
  int join() throws InterruptedException {
    return process.waitFor();
  }
}
