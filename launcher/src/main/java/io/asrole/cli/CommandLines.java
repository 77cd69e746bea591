// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.cli;

import io.asrole.AsroleException;
import io.asrole.AsroleException.Kind;
import io.asrole.front.Subcommands;
import io.asrole.posix.InstallationFolder;
import io.asrole.start.CommandStarter;
import io.asrole.start.Invocation;
import io.asrole.text.EditDistance;
import io.asrole.text.OneLine;
import io.asrole.text.ShellQuoting;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command line: the subcommands, their options, and picocli's errors in asrole's words. */
@Command(
    name = "asrole",
    description = "Run a command as another AWS role.",
    customSynopsis = {
      "asrole [OPTIONS] ROLE [--] COMMAND [ARG...]",
      "       asrole --shell [OPTIONS] ROLE",
      "       asrole SUBCOMMAND [ARG...]"
    },
    versionProvider = CommandLines.Version.class)
public final class CommandLines implements Callable<Integer> {
  /** What picocli says of a value for an option that takes none. */
  private static final Pattern VALUE_OF_FLAG =
      Pattern.compile("Invalid value for option '(--[a-z-]+)': '(.*)' is not a boolean");

  @Spec CommandSpec spec;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      scope = CommandLine.ScopeType.INHERIT,
      description = "Show this help.")
  boolean help;

  @Option(
      names = {"-V", "--version"},
      versionHelp = true,
      description = "Show the version.")
  boolean version;

  @Option(names = "--agent-jar", description = "Print the path of the Java agent's jar.")
  boolean agentJar;

  private CommandLines() {}

  /** Parses the arguments and runs the subcommand; returns the exit status. */
  public static int run(Invocation invocation, CommandStarter start) {
    CommandLine root = createModel(invocation, start);
    root.setOut(invocation.out());
    root.setErr(invocation.err());
    root.setParameterExceptionHandler((failure, args) -> printUsageError(failure));
    root.setExecutionStrategy(
        result -> {
          EmptyValues.refuse(result);
          if (result.isVersionHelpRequested() && !result.unmatched().isEmpty()) {
            throw new ParameterException(root, "unexpected argument");
          }
          return new CommandLine.RunLast().execute(result);
        });
    root.setExecutionExceptionHandler(
        (failure, line, result) ->
            failure instanceof AsroleException known
                ? invocation.arguments().contains("--debug")
                    ? ErrorReport.wholeFailure(invocation.err(), known)
                    : ErrorReport.failure(invocation.err(), known)
                : ErrorReport.defect(
                    invocation.err(), failure, invocation.arguments().contains("--debug")));
    Optional<String> topic = Subcommands.unknownTopic(invocation.arguments());
    if (topic.isPresent()) {
      return printUnknownTopic(topic.get(), root);
    }
    return root.execute(withSubcommand(invocation.arguments()).toArray(String[]::new));
  }

  /** Prints the usage and an error, with a status that no script takes for success. */
  private static int printUnknownTopic(String topic, CommandLine root) {
    root.usage(root.getOut());
    return ErrorReport.failure(
        root.getErr(),
        AsroleException.refused(
            "'"
                + topic
                + "' is not a subcommand; to run it as a role named 'help': asrole help -- "
                + ShellQuoting.quoteIfNeeded(topic)));
  }

  /** Creates the subcommands and their options. */
  static CommandLine createModel(Invocation invocation, CommandStarter start) {
    // picocli would warn that --refresh=always is a name, and also --refresh with a value.
    CommandLine.tracer().setLevel(CommandLine.TraceLevel.OFF);
    CommandLine root = new CommandLine(new CommandLines());
    // "@file" is an argument like any other.
    root.setExpandAtFiles(false);
    // All arguments after ROLE belong to the command, options included.
    root.addSubcommand(
        new CommandLine(new ExecCommand(invocation, start)).setStopAtPositional(true));
    root.addSubcommand(new AttachCommand(invocation));
    root.addSubcommand(new DetachCommand(invocation));
    root.addSubcommand(new CredentialsCommand(invocation));
    root.addSubcommand(new WhoamiCommand(invocation));
    root.addSubcommand(new RolesCommand(invocation));
    root.addSubcommand(new StatusCommand(invocation));
    root.addSubcommand(new ForgetCommand(invocation));
    root.addSubcommand(new DoctorCommand(invocation));
    root.addSubcommand(new SetupCommand(invocation));
    HelpScreen.install(root);
    return root;
  }

  /** Adds exec to a call that begins with an option of exec. */
  private static List<String> withSubcommand(List<String> arguments) {
    if (!arguments.isEmpty() && Subcommands.isHelpOrVersion(arguments)) {
      return Subcommands.toOptions(arguments);
    }
    List<String> extended = new ArrayList<>(arguments);
    List<String> own = List.of("--help", "-h", "--version", "-V", "--agent-jar");
    if (!arguments.isEmpty()
        && arguments.get(0).startsWith("-")
        && !own.contains(arguments.get(0))) {
      extended.add(0, "exec");
    }
    return extended;
  }

  private static int printUsageError(ParameterException failure) {
    if (failure instanceof NothingToDo) {
      failure.getCommandLine().getErr().print(NothingToDo.TEXT);
      return Kind.REFUSED.exitCode();
    }
    String text = describe(failure);
    String sentence = text.substring(0, 1).toLowerCase(Locale.ROOT) + text.substring(1);
    Optional<String> hint = MisplacedRoleOption.hint(failure.getCommandLine());
    return ErrorReport.failure(
        failure.getCommandLine().getErr(),
        AsroleException.refused(
            hint.isPresent() || sentence.endsWith("?")
                ? sentence + hint.orElse("")
                : sentence
                    + "; see "
                    + failure.getCommandLine().getCommandSpec().qualifiedName()
                    + " --help"));
  }

  private static String describe(ParameterException failure) {
    List<String> unmatched = failure.getCommandLine().getUnmatchedArguments();
    if (!unmatched.isEmpty()) {
      // Before "missing parameter": a mistyped option may be the reason.
      String first = unmatched.get(0);
      return first.startsWith("-")
          ? "unknown option: '" + first + "'" + nearestOption(first, failure.getCommandLine())
          : "unexpected argument: '" + first + "'";
    }
    String message = OneLine.flatten(String.valueOf(failure.getMessage()));
    Matcher flag = VALUE_OF_FLAG.matcher(message);
    if (flag.matches()) {
      return "option '"
          + flag.group(1)
          + "' takes no value"
          + (flag.group(1).equals("--refresh") && isExec(failure.getCommandLine())
              ? " other than always"
              : "")
          + ": '"
          + flag.group(2)
          + "'";
    }
    // Two mistakes of picocli: a word twice, and no quotes around an empty value.
    return message.replace("option option", "option").replaceFirst(" but was ?$", " but was ''");
  }

  private static boolean isExec(CommandLine line) {
    return line.getCommandSpec().name().equals("exec");
  }

  private static String nearestOption(String given, CommandLine line) {
    String name = given.split("=", 2)[0];
    Set<String> known = new TreeSet<>(line.getCommandSpec().optionsMap().keySet());
    if (isExec(line)) {
      // A call that begins with an option is exec's.
      known.addAll(List.of("--version", "--agent-jar"));
    }
    return EditDistance.findNearest(name, known)
        .map(nearest -> "; did you mean '" + nearest + "'?")
        .orElse("");
  }

  @Override
  public Integer call() throws AsroleException {
    if (!agentJar) {
      throw new NothingToDo(spec.commandLine());
    }
    spec.commandLine().getOut().print(InstallationFolder.agentJar() + "\n");
    return 0;
  }

  /** The call without any argument. */
  private static final class NothingToDo extends ParameterException {
    private static final long serialVersionUID = 1L;

    static final String TEXT =
        """
        asrole: nothing to do
          asrole ROLE -- COMMAND    run a command as a role
          asrole --help             list the subcommands
        """;

    NothingToDo(CommandLine line) {
      super(line, TEXT);
    }
  }

  /** The version the jar was built as. */
  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      return new String[] {"asrole " + InstallationFolder.version()};
    }
  }
}
