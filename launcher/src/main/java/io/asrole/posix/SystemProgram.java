// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.posix;

import io.asrole.text.BoundedTask;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Runs a program of the system, such as getent(1), for its answer. */
public final class SystemProgram {
  private static final List<String> FOLDERS = List.of("/usr/sbin", "/usr/bin", "/sbin", "/bin");
  private static final String PATH = String.join(":", FOLDERS);
  private static final int LIMIT_SECONDS = 5;

  private SystemProgram() {}

  /**
   * The exit status and what the program printed, standard error included.
   *
   * @param output without white space at its ends
   */
  public record Result(int status, String output) {
    /** The first line of the output. */
    public String firstLine() {
      return output.lines().findFirst().orElse("no message");
    }
  }

  /** Runs it without input, in the locale C; empty if it is not installed or does not end. */
  public static Optional<Result> run(String program, String... arguments) {
    Optional<Path> file =
        FOLDERS.stream()
            .map(folder -> Path.of(folder, program))
            .filter(Files::isExecutable)
            .findFirst();
    if (file.isEmpty()) {
      return Optional.empty();
    }
    List<String> command = new ArrayList<>(List.of(file.get().toString()));
    command.addAll(List.of(arguments));
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(new File("/"))
            .redirectInput(new File("/dev/null"))
            .redirectErrorStream(true);
    builder.environment().clear();
    builder.environment().putAll(Map.of("PATH", PATH, "LC_ALL", "C"));
    try {
      Process process = builder.start();
      FutureTask<Result> result = BoundedTask.start(program, () -> read(process));
      try {
        return Optional.of(result.get(LIMIT_SECONDS, TimeUnit.SECONDS));
      } finally {
        process.destroyForcibly();
      }
    } catch (IOException | ExecutionException | TimeoutException e) {
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }

  private static Result read(Process process) throws IOException, InterruptedException {
    byte[] output = process.getInputStream().readAllBytes();
    return new Result(process.waitFor(), new String(output, StandardCharsets.UTF_8).strip());
  }
}
