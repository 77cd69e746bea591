// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.sandbox;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
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
    Child child = new Child(builder.start());
    // The terminal's Ctrl-C goes to the child as well, which alone decides what becomes of it.
    Signals.handle("INT", () -> {});
    Signals.handle("TERM", child.process::destroy);
    Signals.handle("HUP", child.process::destroy);
    return child;
  }

  /** The exit code as a shell tells it: 128 and the signal's number for a death by signal. */
  int join() throws InterruptedException {
    return process.waitFor();
  }
}
