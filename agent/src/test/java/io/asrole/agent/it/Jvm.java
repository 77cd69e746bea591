// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.agent.it;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Starts JVMs with the Java that runs the tests. */
final class Jvm {
  static final Path AGENT = Path.of("target", "asrole-agent.jar").toAbsolutePath();

  /** The version of this build, which the parent pom hands to the tests. */
  static final String VERSION = System.getProperty("asrole.version", "no asrole.version");

  static final Path TARGETS = Path.of("target", "test-classes").toAbsolutePath();
  private static final Path SDKS = Path.of("target", "sdks");

  private final List<String> options = new ArrayList<>();
  private final Map<String, String> environment = new LinkedHashMap<>();
  private String classPath = TARGETS.toString();
  private @Nullable String module;

  /** Exit status and output. The values are those of the lines NAME=VALUE. */
  record Result(int exitCode, String out, String err) {
    Map<String, String> values() {
      Map<String, String> values = new TreeMap<>();
      out.lines()
          .filter(line -> line.contains("="))
          .forEach(line -> values.put(line.split("=", 2)[0], line.split("=", 2)[1]));
      return values;
    }
  }

  /** The lines of the agent on standard error, without their times. */
  static List<String> said(String err) {
    return err.lines()
        .filter(line -> line.startsWith("asrole: "))
        .map(
            line -> line.replaceFirst("^asrole: 20\\d\\d-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ ", ""))
        .toList();
  }

  /** The SDK versions of src/test/sdks that begin with this text, such as v2. */
  static List<String> sdks(String beginning) throws IOException {
    try (Stream<Path> files = Files.list(SDKS)) {
      return files
          .map(file -> file.getFileName().toString().replace(".path", ""))
          .filter(name -> name.startsWith(beginning))
          .sorted()
          .toList();
    }
  }

  /** The class path of one SDK version. */
  static String sdk(String name) throws IOException {
    return Files.readString(SDKS.resolve(name + ".path")).strip();
  }

  Jvm addOption(String option) {
    options.add(option);
    return this;
  }

  Jvm addOptions(List<String> more) {
    options.addAll(more);
    return this;
  }

  Jvm addClassPath(String more) {
    classPath = classPath + ":" + more;
    return this;
  }

  /** Replaces the class path; the target programs are not on it. */
  Jvm setClassPath(String classPath) {
    this.classPath = classPath;
    return this;
  }

  /** Uses the class path as module path and runs a program of that module. */
  Jvm setModule(String module) {
    this.module = module;
    return this;
  }

  Jvm addEnvironment(String name, String value) {
    environment.put(name, value);
    return this;
  }

  Jvm addEnvironment(Map<String, String> variables) {
    environment.putAll(variables);
    return this;
  }

  /** Runs a target program until it ends. */
  Result run(Class<?> main, String... arguments) throws IOException, InterruptedException {
    return run(builder(main, arguments));
  }

  private static Result run(ProcessBuilder builder) throws IOException, InterruptedException {
    Path out = Files.createTempFile("agent", ".out");
    Path err = Files.createTempFile("agent", ".err");
    Process process = builder.redirectOutput(out.toFile()).redirectError(err.toFile()).start();
    try {
      if (!process.waitFor(2, TimeUnit.MINUTES)) {
        throw new AssertionError("still running; " + Files.readString(err));
      }
      return new Result(process.exitValue(), Files.readString(out), Files.readString(err));
    } finally {
      process.destroyForcibly();
      Files.delete(out);
      Files.delete(err);
    }
  }

  /** Starts a target program. */
  Running start(Class<?> main, String... arguments) throws IOException {
    return start(builder(main, arguments));
  }

  /** Runs {@code java OPTIONS WORDS} until it ends. */
  Result runProgram(List<String> words) throws IOException, InterruptedException {
    return run(builder(words));
  }

  /** Starts {@code java OPTIONS WORDS}. */
  Running startProgram(List<String> words) throws IOException {
    return start(builder(words));
  }

  /** Starts a command that finds this Java in JAVA_HOME. */
  Running start(List<String> command) throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command);
    setEnvironment(builder);
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    return start(builder);
  }

  private static Running start(ProcessBuilder builder) throws IOException {
    Path err = Files.createTempFile("agent", ".err");
    return new Running(builder.redirectError(err.toFile()).start(), err);
  }

  /** A JVM that is running. */
  record Running(Process process, Path err) implements AutoCloseable {
    /** Reads lines until one begins with this text, and returns it; fails at the end. */
    String await(String beginning) throws IOException {
      String line;
      do {
        line = process.inputReader().readLine();
        if (line == null) {
          throw new AssertionError("no line " + beginning + "; " + Files.readString(err));
        }
      } while (!line.startsWith(beginning));
      return line;
    }

    /** Waits for a line on standard error with this text, and returns it. */
    String awaitError(String part) throws IOException, InterruptedException {
      while (true) {
        boolean alive = process.isAlive();
        for (String line : Files.readAllLines(err)) {
          if (line.contains(part)) {
            return line;
          }
        }
        if (!alive) {
          throw new AssertionError("no line with " + part + "; " + Files.readString(err));
        }
        Thread.sleep(20);
      }
    }

    /** Sends a line to the program, waits until it ends, and returns the output since then. */
    Result finish() throws IOException, InterruptedException {
      if (process.isAlive()) {
        process.getOutputStream().write('\n');
        process.getOutputStream().close();
      }
      String out = String.join("\n", process.inputReader().lines().toList());
      return new Result(process.waitFor(), out, Files.readString(err));
    }

    /** Sends a line to the program, waits until it ends well, and returns its standard error. */
    String end() throws IOException, InterruptedException {
      process.getOutputStream().write('\n');
      process.getOutputStream().close();
      if (!process.waitFor(1, TimeUnit.MINUTES) || process.exitValue() != 0) {
        throw new AssertionError(Files.readString(err));
      }
      return Files.readString(err);
    }

    @Override
    public void close() throws IOException {
      process.destroyForcibly();
      Files.delete(err);
    }
  }

  private ProcessBuilder builder(Class<?> main, String... arguments) {
    List<String> words =
        new ArrayList<>(
            module == null
                ? List.of("-cp", classPath, main.getName())
                : List.of("-p", classPath, "-m", module + "/" + main.getName()));
    words.addAll(List.of(arguments));
    return builder(words);
  }

  private ProcessBuilder builder(List<String> words) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    // Short programs start fastest with these options.
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
    command.addAll(options);
    command.addAll(words);
    ProcessBuilder builder = new ProcessBuilder(command);
    setEnvironment(builder);
    return builder;
  }

  private void setEnvironment(ProcessBuilder builder) {
    builder.environment().clear();
    builder.environment().put("PATH", System.getenv("PATH"));
    builder.environment().putAll(environment);
  }
}
