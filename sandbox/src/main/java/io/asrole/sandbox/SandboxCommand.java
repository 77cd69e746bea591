// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.sandbox;

import io.asrole.sandbox.iam.Complaints;
import io.asrole.sandbox.imds.ImdsMode;
import io.asrole.sandbox.json.JsonException;
import io.asrole.sandbox.world.World;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.CharacterCodingException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The command line of {@code asrole-sandbox}. */
@Command(
    name = "asrole-sandbox",
    description = "Run a command on a simulated EC2 instance with a simulated STS.",
    customSynopsis = {
      "asrole-sandbox [OPTIONS] [--] [COMMAND [ARG...]]",
      "       asrole-sandbox world | decide"
    },
    footer = {
      "",
      "Instance metadata and STS answer on 127.0.0.1; COMMAND finds them by its environment.",
      "Without COMMAND, print these variables for eval and serve until killed.",
      "",
      "DURATION: seconds, or a number with s, m or h: 900, 90s, 15m, 1h.",
      "Exit status: the command's; 125 the sandbox failed, 126 COMMAND cannot be executed, 127 COMMAND"
          + " not found."
    },
    versionProvider = SandboxCommand.Version.class)
public final class SandboxCommand implements Callable<Integer> {
  private static final int FAILED = 125;
  private static final int NOT_EXECUTABLE = 126;
  private static final int NOT_FOUND = 127;

  private final Map<String, String> environment;

  @Spec CommandSpec spec;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help.")
  boolean help;

  @Option(names = "--version", versionHelp = true, description = "Show the version.")
  boolean version;

  @Option(
      names = "--world",
      paramLabel = "FILE",
      description =
          "Read account, instance, roles and policies from this JSON file (default: the built-in"
              + " world).")
  @Nullable String worldFile;

  @Option(
      names = "--imds",
      paramLabel = "MODE",
      converter = OptionConverters.Mode.class,
      description =
          "Serve instance metadata in this mode: v2 requires metadata tokens (default), optional"
              + " accepts them, off answers every request with 403.")
  ImdsMode imds = ImdsMode.V2;

  @Option(
      names = "--lifetime",
      paramLabel = "DURATION",
      converter = OptionConverters.Lifetime.class,
      description = "End each role session after this time (default: the requested duration).")
  @Nullable Duration lifetime;

  @Option(
      names = "--imds-lifetime",
      paramLabel = "DURATION",
      converter = OptionConverters.Lifetime.class,
      description = "End the instance's credentials after this time (default: 6h).")
  @Nullable Duration imdsLifetime;

  @Option(
      names = "--clock-offset",
      paramLabel = "DURATION",
      converter = OptionConverters.Offset.class,
      description =
          "Set the clock of AWS ahead of this machine's by this time, or behind it with -20m"
              + " (default: 0s).")
  Duration clockOffset = Duration.ZERO;

  @Option(
      names = "--tls",
      description =
          "Serve STS over https; AWS_CA_BUNDLE names the file of its certificate authority.")
  boolean tls;

  @Parameters(index = "0..*", paramLabel = "COMMAND", hidden = true)
  List<String> command = List.of();

  private SandboxCommand(Map<String, String> environment) {
    this.environment = environment;
  }

  /** The command model. The man page and completions are generated from this model. */
  public static CommandSpec model() {
    return commandLine(Map.of()).getCommandSpec();
  }

  static CommandLine commandLine(Map<String, String> environment) {
    CommandLine line = new CommandLine(new SandboxCommand(environment));
    CommandLine decide = new CommandLine(new DecideCommand());
    line.addSubcommand(decide);
    // All arguments after COMMAND belong to COMMAND, options and "@file" included.
    line.setStopAtPositional(true);
    decide.setStopAtPositional(false);
    line.setExpandAtFiles(false);
    line.setParameterExceptionHandler((failure, arguments) -> refuse(failure));
    line.getCommandSpec().exitCodeOnExecutionException(FAILED);
    return line;
  }

  @Override
  public Integer call() throws InterruptedException {
    try (Sandbox sandbox = Sandbox.start(options())) {
      if (command.isEmpty()) {
        PrintWriter out = spec.commandLine().getOut();
        sandbox.environment().forEach((name, value) -> out.printf("export %s='%s'%n", name, value));
        out.flush();
        new CountDownLatch(1).await();
      }
      return runChild(ChildEnvironment.create(environment, sandbox.environment()));
    }
  }

  @Command(name = "world", description = "Print the built-in world, an example for --world.")
  int world(
      @Option(
              names = {"-h", "--help"},
              usageHelp = true,
              hidden = true)
          boolean help) {
    spec.commandLine().getOut().print(World.seedJson());
    spec.commandLine().getOut().flush();
    return 0;
  }

  /** The sandbox options that the command line gives. */
  SandboxOptions options() {
    SandboxOptions options =
        SandboxOptions.defaults()
            .withImds(imds)
            .withLifetime(lifetime)
            .withClockOffset(clockOffset);
    if (worldFile != null) {
      options = options.withWorld(readWorld(worldFile));
    }
    if (imdsLifetime != null) {
      options = options.withImdsLifetime(imdsLifetime);
    }
    return tls ? options.withTls() : options;
  }

  private World readWorld(String file) {
    try {
      return World.read(Path.of(file), Complaints.STRICT);
    } catch (JsonException e) {
      throw failure("world file " + e.getMessage());
    } catch (NoSuchFileException e) {
      throw failure("cannot read the world file " + file + ": no such file");
    } catch (CharacterCodingException e) {
      throw failure("cannot read the world file " + file + ": not UTF-8");
    } catch (IOException e) {
      throw failure("cannot read the world file " + file + ": " + e.getMessage());
    }
  }

  private int runChild(Map<String, String> variables) throws InterruptedException {
    try {
      return Child.start(command, variables).join();
    } catch (IOException e) {
      String name = command.get(0);
      PrintWriter err = spec.commandLine().getErr();
      return Child.exists(name, environment.getOrDefault("PATH", ""))
          ? report(err, name + ": cannot be executed", NOT_EXECUTABLE)
          : report(err, name + ": command not found", NOT_FOUND);
    }
  }

  private ParameterException failure(String sentence) {
    return new ParameterException(spec.commandLine(), sentence);
  }

  private static int refuse(ParameterException failure) {
    CommandLine line = failure.getCommandLine();
    List<String> unmatched = line.getUnmatchedArguments();
    if (unmatched.isEmpty()) {
      String message = String.valueOf(failure.getMessage());
      return report(
          line.getErr(),
          message.substring(0, 1).toLowerCase(Locale.ROOT) + message.substring(1),
          FAILED);
    }
    String what = unmatched.get(0).startsWith("-") ? "unknown option" : "unexpected argument";
    return report(
        line.getErr(), what + ": '" + unmatched.get(0) + "'; see asrole-sandbox --help", FAILED);
  }

  private static int report(PrintWriter err, String sentence, int exitCode) {
    err.println("asrole-sandbox: " + sentence);
    err.flush();
    return exitCode;
  }

  /** The version in the manifest of the jar. */
  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      String version = SandboxCommand.class.getPackage().getImplementationVersion();
      return new String[] {"asrole-sandbox " + (version == null ? "(not packaged)" : version)};
    }
  }
}
