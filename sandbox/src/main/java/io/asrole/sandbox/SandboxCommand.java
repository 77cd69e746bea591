// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.sandbox;

import io.asrole.sandbox.imds.ImdsMode;
import io.asrole.sandbox.streams.UnwrittenException;
import io.asrole.sandbox.world.World;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.Spec;

/** The command line of {@code asrole-sandbox}. */
@Command(
    name = "asrole-sandbox",
    description = "Run a command on a simulated EC2 instance with a simulated STS.",
    customSynopsis = {
      "asrole-sandbox [OPTIONS] [--] [COMMAND [ARG...]]",
      "       asrole-sandbox world | decide | token"
    },
    footer = {
      "",
      "Instance metadata and STS answer on 127.0.0.1; COMMAND finds them by its environment.",
      "Without COMMAND, print these variables and serve until killed:",
      "  eval \"$(asrole-sandbox & echo sandbox=$!)\"",
      "",
      "DURATION: seconds, or a number with s, m or h: 900, 90s, 15m, 1h.",
      "Exit status: the command's; 125 the sandbox failed, 126 COMMAND cannot be executed, 127 COMMAND"
          + " not found."
    },
    subcommands = DecideCommand.class,
    versionProvider = SandboxCommand.Version.class)
public final class SandboxCommand implements Callable<Integer> {
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

  @Option(
      names = "--explain",
      description =
          "Print each decision of STS on a request for a role, and why, on standard error.")
  boolean explain;

  @Mixin WorldOptions worldOptions = new WorldOptions();

  @Mixin EndpointOptions endpoints = new EndpointOptions();

  @Parameters(index = "0..*", paramLabel = "COMMAND", hidden = true)
  List<String> command = List.of();

  /** Prints the version in the manifest of the jar. */
  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      String version = SandboxCommand.class.getPackage().getImplementationVersion();
      return new String[] {"asrole-sandbox " + (version == null ? "(not packaged)" : version)};
    }
  }

  private SandboxCommand(Map<String, String> environment) {
    this.environment = environment;
  }

  /** The command model. The man page and completions are generated from this model. */
  public static CommandSpec model() {
    return commandLine(Map.of()).getCommandSpec();
  }

  static CommandLine commandLine(Map<String, String> environment) {
    CommandLine line = new CommandLine(new SandboxCommand(environment));
    line.addSubcommand(new TokenCommand(environment));
    // All arguments after COMMAND belong to COMMAND, options and "@file" included.
    line.setStopAtPositional(true);
    // A subcommand has no COMMAND: its options may follow its arguments.
    line.getSubcommands().values().forEach(subcommand -> subcommand.setStopAtPositional(false));
    line.setExpandAtFiles(false);
    line.setParameterExceptionHandler((failure, arguments) -> refuse(failure));
    line.setExecutionStrategy(SandboxCommand::execute);
    line.setExecutionExceptionHandler((failure, failed, parsed) -> handle(failure, failed));
    line.getCommandSpec().exitCodeOnExecutionException(SandboxRunner.FAILED);
    return line;
  }

  @Override
  public Integer call() throws InterruptedException {
    CommandLine line = spec.commandLine();
    return new SandboxRunner(environment, line.getOut(), line.getErr())
        .run(options(), endpoints.endpoints(), explain, command);
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
    try {
      Optional<World> world = worldOptions.read(spec.commandLine().getErr());
      options = world.map(options::withWorld).orElse(options);
    } catch (WorldOptions.UnreadableWorldException e) {
      throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()));
    }
    if (imdsLifetime != null) {
      options = options.withImdsLifetime(imdsLifetime);
    }
    return tls ? options.withTls() : options;
  }

  private static int execute(ParseResult parsed) {
    List<CommandLine> lines = parsed.asCommandLineList();
    CommandLine last = lines.get(lines.size() - 1);
    try {
      @Nullable Integer help = CommandLine.executeHelpRequest(parsed);
      if (help != null) {
        return help;
      }
      Optional<String> misplaced = MisplacedOption.find(last);
      return misplaced.isPresent()
          ? report(last, misplaced.get())
          : new CommandLine.RunLast().execute(parsed);
    } catch (UnwrittenException e) {
      return runner(last).report(e);
    }
  }

  private static int handle(Exception failure, CommandLine line) throws Exception {
    if (failure instanceof UnwrittenException unwritten) {
      return runner(line).report(unwritten);
    }
    throw failure;
  }

  private static int refuse(ParameterException failure) {
    CommandLine line = failure.getCommandLine();
    Optional<String> misplaced = MisplacedOption.find(line);
    if (misplaced.isPresent()) {
      return report(line, misplaced.get());
    }
    if (failure.getArgSpec() instanceof OptionSpec option && isWithoutEqualsSign(failure, option)) {
      return report(
          line,
          "invalid value for option '%s': expected %s, not '%s'"
              .formatted(option.longestName(), option.paramLabel(), failure.getValue()));
    }
    List<String> unmatched = line.getUnmatchedArguments();
    if (unmatched.isEmpty()) {
      String message = String.valueOf(failure.getMessage());
      return report(line, message.substring(0, 1).toLowerCase(Locale.ROOT) + message.substring(1));
    }
    String what = unmatched.get(0).startsWith("-") ? "unknown option" : "unexpected argument";
    return report(
        line,
        what
            + ": '"
            + unmatched.get(0)
            + "'; see "
            + line.getCommandSpec().qualifiedName()
            + " --help");
  }

  /** Whether the value of an option such as {@code --tag KEY=VALUE} has no equals sign. */
  private static boolean isWithoutEqualsSign(ParameterException failure, OptionSpec option) {
    return Map.class.isAssignableFrom(option.type())
        && failure.getValue() != null
        && failure.getValue().indexOf('=') < 0;
  }

  private static int report(CommandLine line, String sentence) {
    return runner(line).report(sentence, SandboxRunner.FAILED);
  }

  private static SandboxRunner runner(CommandLine line) {
    return new SandboxRunner(Map.of(), line.getOut(), line.getErr());
  }
}
