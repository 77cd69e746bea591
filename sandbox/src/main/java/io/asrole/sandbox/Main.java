// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.sandbox;

import io.asrole.sandbox.json.JsonException;
import io.asrole.sandbox.world.World;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/** The program {@code asrole-sandbox}. */
public final class Main {
  private static final int FAILED = 125;
  private static final int NOT_EXECUTABLE = 126;
  private static final int NOT_FOUND = 127;

  private final Map<String, String> environment;
  private final PrintStream out;
  private final PrintStream err;

  Main(Map<String, String> environment, PrintStream out, PrintStream err) {
    this.environment = environment;
    this.out = out;
    this.err = err;
  }

  public static void main(String[] arguments) throws InterruptedException {
    System.exit(new Main(System.getenv(), System.out, System.err).run(List.of(arguments)));
  }

  int run(List<String> arguments) throws InterruptedException {
    try {
      CommandLine line = CommandLine.parse(arguments);
      switch (line.task()) {
        case HELP -> out.print(CommandLine.USAGE);
        case VERSION -> out.println("asrole-sandbox " + version());
        case WORLD -> out.print(World.seedJson());
        case RUN -> {
          return run(line);
        }
      }
      out.flush();
      return 0;
    } catch (UsageException e) {
      return fail(e, FAILED);
    }
  }

  private int run(CommandLine line) throws UsageException, InterruptedException {
    String file = line.worldFile();
    SandboxOptions options =
        file == null ? line.options() : line.options().withWorld(readWorld(file));
    try (Sandbox sandbox = Sandbox.start(options)) {
      if (line.command().isEmpty()) {
        sandbox.environment().forEach((name, value) -> out.printf("export %s='%s'%n", name, value));
        out.flush();
        new CountDownLatch(1).await();
      }
      return runChild(line.command(), ChildEnvironment.of(environment, sandbox.environment()));
    }
  }

  private int runChild(List<String> command, Map<String, String> variables)
      throws InterruptedException {
    try {
      return Child.start(command, variables).join();
    } catch (IOException e) {
      String name = command.get(0);
      return Child.exists(name, environment.getOrDefault("PATH", ""))
          ? fail(UsageException.notExecutable(name), NOT_EXECUTABLE)
          : fail(UsageException.notFound(name), NOT_FOUND);
    }
  }

  private static World readWorld(String file) throws UsageException {
    try {
      return World.parse(Files.readString(Path.of(file)));
    } catch (JsonException e) {
      throw UsageException.badWorld(file, String.valueOf(e.getMessage()));
    } catch (NoSuchFileException e) {
      throw UsageException.unreadable(file, "no such file");
    } catch (CharacterCodingException e) {
      throw UsageException.unreadable(file, "not UTF-8");
    } catch (IOException e) {
      throw UsageException.unreadable(file, String.valueOf(e.getMessage()));
    }
  }

  private int fail(UsageException e, int exitCode) {
    err.println("asrole-sandbox: " + e.getMessage());
    return exitCode;
  }

  private static String version() {
    return Optional.ofNullable(Main.class.getPackage().getImplementationVersion())
        .orElse("(not packaged)");
  }
}
