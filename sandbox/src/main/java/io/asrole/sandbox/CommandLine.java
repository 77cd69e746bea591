// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.sandbox;

import io.asrole.sandbox.imds.ImdsMode;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The arguments of {@code asrole-sandbox}.
 *
 * @param worldFile null for the seed's world
 * @param options all but the world
 * @param command empty to serve until killed
 */
record CommandLine(
    Task task, @Nullable String worldFile, SandboxOptions options, List<String> command) {
  static final String USAGE =
      """
      usage: asrole-sandbox [OPTIONS] [--] [COMMAND [ARG...]]
             asrole-sandbox world

      Runs COMMAND on an EC2 instance that is not there: instance metadata and STS answer on
      127.0.0.1, and COMMAND's environment leads to them. Without COMMAND, prints the variables and
      serves until killed. "world" prints the built-in world, ready to be changed and given to --world.

        --world FILE               roles, policies and the instance, as JSON
        --imds v2|optional|off     whether instance metadata wants tokens (v2)
        --lifetime DURATION        role sessions really end after this (as asked)
        --imds-lifetime DURATION   the instance's credentials end after this (6h)
        --clock-offset DURATION    how far AWS's clock is ahead of this machine's (0s)
        --tls                      STS over https, with an authority of its own (AWS_CA_BUNDLE)
        --help, --version

      DURATION is a number and s, m or h: 8s, 20m, 6h; for --clock-offset also -20m.
      COMMAND's exit code is passed on; 125: the sandbox itself failed, 126: COMMAND cannot be
      executed, 127: COMMAND not found.
      """;

  private static final Pattern DURATION = Pattern.compile("(-?)(\\d{1,9})([smh])");

  /** What to do. */
  enum Task {
    HELP,
    VERSION,
    WORLD,
    RUN
  }

  CommandLine {
    command = List.copyOf(command);
  }

  static CommandLine parse(List<String> arguments) throws UsageException {
    if (arguments.equals(List.of("world"))) {
      return only(Task.WORLD);
    }
    Deque<String> rest = new ArrayDeque<>(arguments);
    SandboxOptions options = SandboxOptions.defaults();
    String worldFile = null;
    while (!rest.isEmpty() && rest.getFirst().startsWith("-")) {
      String option = rest.removeFirst();
      if (option.equals("--")) {
        break;
      }
      switch (option) {
        case "--help", "-h" -> {
          return only(Task.HELP);
        }
        case "--version" -> {
          return only(Task.VERSION);
        }
        case "--tls" -> options = options.withTls();
        case "--world" -> worldFile = value(option, rest);
        case "--imds" -> options = options.withImds(mode(option, value(option, rest)));
        case "--lifetime" -> options = options.withLifetime(life(option, value(option, rest)));
        case "--imds-lifetime" ->
            options = options.withImdsLifetime(life(option, value(option, rest)));
        case "--clock-offset" ->
            options = options.withClockOffset(duration(option, value(option, rest)));
        default -> throw UsageException.unknownOption(option);
      }
    }
    return new CommandLine(Task.RUN, worldFile, options, List.copyOf(rest));
  }

  private static CommandLine only(Task task) {
    return new CommandLine(task, null, SandboxOptions.defaults(), List.of());
  }

  private static String value(String option, Deque<String> rest) throws UsageException {
    if (rest.isEmpty()) {
      throw UsageException.missingValue(option);
    }
    return rest.removeFirst();
  }

  private static ImdsMode mode(String option, String text) throws UsageException {
    return switch (text) {
      case "v2" -> ImdsMode.V2;
      case "optional" -> ImdsMode.OPTIONAL;
      case "off" -> ImdsMode.OFF;
      default -> throw UsageException.badValue(option, text, "v2, optional or off");
    };
  }

  private static Duration life(String option, String text) throws UsageException {
    Duration life = duration(option, text);
    if (life.compareTo(Duration.ofSeconds(1)) < 0) {
      throw UsageException.badValue(option, text, "at least 1s");
    }
    return life;
  }

  private static Duration duration(String option, String text) throws UsageException {
    Matcher matcher = DURATION.matcher(text);
    if (!matcher.matches()) {
      throw UsageException.badValue(option, text, "a duration such as 8s, 20m or 6h");
    }
    long number = Long.parseLong(matcher.group(1) + matcher.group(2));
    return switch (matcher.group(3)) {
      case "s" -> Duration.ofSeconds(number);
      case "m" -> Duration.ofMinutes(number);
      default -> Duration.ofHours(number);
    };
  }
}
