// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.agent;

import java.io.File;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What stands behind {@code -javaagent:asrole-agent.jar=}. */
final class Options {
  /** What happens where there are no credentials in time. */
  enum OnFail {
    /** The JVM ends. */
    EXIT,
    /** The application starts when there are credentials. */
    WAIT,
    /** The application starts without the role, and has it from the first credentials on. */
    BASE
  }

  private static final String DEFAULT_WAIT = "10s";
  private static final Pattern DURATION = Pattern.compile("([0-9]{1,6})(s|m)");

  /** A role name may have a comma, so an option is known by its name. */
  private static final Pattern OPTION = Pattern.compile(",(command|wait|onfail|scope)=");

  final String role;
  final Scope scope;
  final Duration wait;
  final OnFail onFail;

  /** What messages call the credential process. */
  final String program;

  final List<String> command;

  private Options(
      String role,
      Scope scope,
      Duration wait,
      OnFail onFail,
      String program,
      List<String> command) {
    this.role = role;
    this.scope = scope;
    this.wait = wait;
    this.onFail = onFail;
    this.program = program;
    this.command = command;
  }

  /** The options, {@code jar} being this agent's own file. */
  static Options parse(String arguments, File jar) throws AgentException {
    Matcher option = OPTION.matcher(arguments);
    boolean more = option.find();
    String role = more ? arguments.substring(0, option.start()) : arguments;
    if (role.isEmpty() || role.startsWith("-")) {
      throw AgentException.usage("no role");
    }
    String command = "";
    String wait = DEFAULT_WAIT;
    OnFail onFail = OnFail.EXIT;
    Scope scope = Scope.AMBIENT;
    while (more) {
      String name = option.group(1);
      int start = option.end();
      if (name.equals("command")) {
        // A command may have anything in it, so it is the last option.
        command = arguments.substring(start);
        break;
      }
      more = option.find();
      String value = arguments.substring(start, more ? option.start() : arguments.length());
      switch (name) {
        case "wait":
          wait = value;
          break;
        case "onfail":
          onFail = word(OnFail.class, name, value);
          break;
        default:
          scope = word(Scope.class, name, value);
      }
    }
    return command.isEmpty()
        ? byAsrole(role, scope, duration(wait), onFail, jar)
        : new Options(
            role,
            scope,
            duration(wait),
            onFail,
            "the credential process",
            Collections.unmodifiableList(Arrays.asList("sh", "-c", command)));
  }

  private static Options byAsrole(String role, Scope scope, Duration wait, OnFail onFail, File jar)
      throws AgentException {
    File lib = jar.getParentFile();
    File asrole = new File(lib == null ? new File("..") : lib.getParentFile(), "bin/asrole");
    if (!asrole.canExecute()) {
      throw AgentException.noCommand(asrole.getPath());
    }
    return new Options(
        role,
        scope,
        wait,
        onFail,
        asrole.getPath(),
        Collections.unmodifiableList(
            Arrays.asList(asrole.getPath(), "credentials", "--format", "process", role)));
  }

  private static Duration duration(String value) throws AgentException {
    Matcher duration = DURATION.matcher(value);
    if (!duration.matches()) {
      throw AgentException.usage("wait=" + value + " is no time like 10s or 2m");
    }
    long number = Long.parseLong(duration.group(1));
    return duration.group(2).equals("m") ? Duration.ofMinutes(number) : Duration.ofSeconds(number);
  }

  private static <E extends Enum<E>> E word(Class<E> words, String name, String value)
      throws AgentException {
    for (E word : words.getEnumConstants()) {
      if (word.name().toLowerCase(Locale.ROOT).replace('_', '-').equals(value)) {
        return word;
      }
    }
    throw AgentException.usage("no " + name + " is called '" + value + "'");
  }
}
