// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.it;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.asrole.sandbox.Sandbox;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/** The packaged asrole, ready to run in a home folder and an environment of its own. */
final class AsRole {
  static final Path STAGED = Path.of("target", "asrole").toAbsolutePath();

  /** The version of this build, which the parent pom hands to the tests. */
  static final String VERSION = System.getProperty("asrole.version", "no asrole.version");

  static final Path JAVA_HOME = Path.of(System.getProperty("java.home"));
  private static final Duration LONGEST_RUN = Duration.ofMinutes(2);

  /** How asrole is started. */
  enum Way {
    /** bin/asrole, with the system's sh. */
    SCRIPT,
    /** java -jar, which ends in execve from the JVM. */
    JAR;

    private List<String> command() {
      return switch (this) {
        case SCRIPT -> List.of(STAGED.resolve("bin/asrole").toString());
        case JAR ->
            List.of(
                JAVA_HOME.resolve("bin/java").toString(),
                "-jar",
                STAGED.resolve("lib/asrole.jar").toString());
      };
    }
  }

  /** The role that {@link #become} becomes. */
  static final String ROLE = "ExampleAssumedRole";

  private final Way way;
  private final Path home;
  private final List<String> shell;
  private final List<String> wrapper;
  private final Map<String, String> environment;

  private AsRole(
      Way way,
      Path home,
      List<String> shell,
      List<String> wrapper,
      Map<String, String> environment) {
    this.way = way;
    this.home = home;
    this.shell = shell;
    this.wrapper = wrapper;
    this.environment = environment;
  }

  /** asrole in that sandbox, with nothing in the environment but what a login shell would have. */
  static AsRole in(Sandbox aws, Path home) {
    Map<String, String> environment = new LinkedHashMap<>();
    environment.put("PATH", System.getenv("PATH"));
    environment.put("HOME", home.toString());
    environment.put("LANG", "C.UTF-8");
    environment.put("JAVA_HOME", JAVA_HOME.toString());
    environment.putAll(aws.environment());
    // As on EC2: the region is that of the instance, and there are no files.
    environment.keySet().removeAll(Set.of("AWS_REGION", "AWS_DEFAULT_REGION", "AWS_ENDPOINT_URL"));
    environment.put("AWS_CONFIG_FILE", "/dev/null");
    environment.put("AWS_SHARED_CREDENTIALS_FILE", "/dev/null");
    return new AsRole(Way.SCRIPT, home, List.of(), List.of(), environment);
  }

  AsRole by(Way way) {
    return new AsRole(way, home, shell, wrapper, environment);
  }

  /** bin/asrole read by that shell, not by the system's sh. */
  AsRole readBy(List<String> shell) {
    return new AsRole(way, home, shell, wrapper, environment);
  }

  /** Started by that command, which gets asrole and its arguments as its own last arguments. */
  AsRole under(String... wrapper) {
    return new AsRole(way, home, shell, List.of(wrapper), environment);
  }

  AsRole with(String name, String value) {
    Map<String, String> changed = new LinkedHashMap<>(environment);
    changed.put(name, value);
    return new AsRole(way, home, shell, wrapper, changed);
  }

  AsRole without(String name) {
    Map<String, String> changed = new LinkedHashMap<>(environment);
    changed.remove(name);
    return new AsRole(way, home, shell, wrapper, changed);
  }

  Path home() {
    return home;
  }

  /** The variable as asrole gets it; empty where it is not set. */
  String get(String name) {
    return environment.getOrDefault(name, "");
  }

  /** The folder of the session store. */
  Path store() {
    return home.resolve(".cache/asrole");
  }

  /** The files of the store whose name ends so. */
  List<Path> storeFiles(String ending) {
    try (var files = Files.list(store())) {
      return files.filter(file -> file.toString().endsWith(ending)).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Exit status and all output of a run. */
  record Result(int exitCode, String out, String err) {}

  /** Runs to the end; standard input is empty. */
  Result run(String... arguments) {
    return start(arguments).result();
  }

  /** Runs the command as the role of the seed's story. */
  Result become(String... command) {
    return run(behind(List.of(ROLE, "--"), command));
  }

  /** The access key id that a command in the role of that reference gets. */
  String accessKeyId(String role) {
    Result result = run(role, "--", "printenv", "AWS_ACCESS_KEY_ID");
    assertEquals(new Result(0, result.out(), ""), result);
    return result.out().strip();
  }

  /** Runs the command as env(1) does, under the same wrapper: asrole must not differ from it. */
  Result byEnv(String... command) {
    return startOther(behind(List.of("/usr/bin/env"), command)).result();
  }

  /** Starts another program in the same surroundings. */
  Running startOther(String... command) {
    return launch(List.of(command));
  }

  /** The command line that {@link #start} starts, without the wrapper. */
  List<String> words(String... arguments) {
    List<String> words = new ArrayList<>(shell);
    words.addAll(way.command());
    words.addAll(List.of(arguments));
    return words;
  }

  /** Starts, and does not wait. */
  Running start(String... arguments) {
    return launch(words(arguments));
  }

  private Running launch(List<String> program) {
    List<String> command = new ArrayList<>(wrapper);
    command.addAll(program);
    try {
      Path out = Files.createTempFile(home, "out", ".txt");
      Path err = Files.createTempFile(home, "err", ".txt");
      ProcessBuilder builder = new ProcessBuilder(command);
      builder.environment().clear();
      builder.environment().putAll(environment);
      builder.directory(home.toFile());
      builder.redirectOutput(out.toFile());
      builder.redirectError(err.toFile());
      return new Running(builder.start(), out, err);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String[] behind(List<String> first, String... rest) {
    return Stream.concat(first.stream(), Stream.of(rest)).toArray(String[]::new);
  }

  /** A run under way. */
  record Running(Process process, Path out, Path err) {

    /** What it has printed so far. */
    String output() {
      return text(out);
    }

    /** What it has complained of so far. */
    String complaints() {
      return text(err);
    }

    /** Types into its standard input. */
    void type(String text) {
      try {
        process.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
        process.getOutputStream().flush();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    /** Waits until that holds, at the longest until the process has ended. */
    void until(String what, BooleanSupplier holds) {
      long end = System.nanoTime() + LONGEST_RUN.toNanos();
      boolean ended = false;
      while (!holds.getAsBoolean()) {
        if (ended || System.nanoTime() > end) {
          process.descendants().forEach(ProcessHandle::destroyForcibly);
          process.destroyForcibly();
          throw new AssertionError("never came: " + what + "; but: " + output() + text(err));
        }
        try {
          ended = process.waitFor(10, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
          throw new AssertionError(e);
        }
      }
    }

    /** Waits until it has printed that. */
    void prints(String expected) {
      until(expected, () -> output().contains(expected));
    }

    /** Waits for its end. */
    Result result() {
      return result(LONGEST_RUN);
    }

    /** Waits so long for its end. */
    Result result(Duration most) {
      try {
        process.getOutputStream().close();
        if (!process.waitFor(most.toSeconds(), TimeUnit.SECONDS)) {
          process.destroyForcibly();
          throw new AssertionError("still running after " + most + ": " + text(err));
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      }
      return new Result(process.exitValue(), text(out), text(err));
    }

    private static String text(Path file) {
      try {
        return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
