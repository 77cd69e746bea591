// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.agent;

import java.io.File;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

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

  /** A role name may have a comma, so an option is known by its name. */
  private static final String[] NAMES = {"command", "wait", "onfail", "scope"};

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
    int end = nextOption(arguments, 0);
    String role = arguments.substring(0, end);
    if (role.isEmpty() || role.startsWith("-")) {
      throw AgentException.usage("no role");
    }
    checkSpelling(role);
    String command = "";
    String wait = DEFAULT_WAIT;
    OnFail onFail = OnFail.EXIT;
    Scope scope = Scope.AMBIENT;
    while (end < arguments.length()) {
      int equals = arguments.indexOf('=', end);
      String name = arguments.substring(end + 1, equals);
      // A command may have anything in it, so it is the last option.
      end = name.equals("command") ? arguments.length() : nextOption(arguments, equals);
      String value = arguments.substring(equals + 1, end);
      switch (name) {
        case "command":
          command = value;
          break;
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
    // The path that was given first: a link that upgrades move outlives what it leads to.
    File asrole = beside(jar);
    if (!asrole.canExecute()) {
      asrole = beside(canonical(jar));
    }
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

  private static File beside(File jar) {
    File lib = jar.getParentFile();
    return new File(lib == null ? new File("..") : lib.getParentFile(), "bin/asrole");
  }

  private static File canonical(File jar) {
    try {
      return jar.getCanonicalFile();
    } catch (IOException e) {
      return jar;
    }
  }

  /** A role name may have a comma and an equals sign, but hardly an option with a letter wrong. */
  private static void checkSpelling(String role) throws AgentException {
    for (int comma = role.indexOf(','); comma >= 0; comma = role.indexOf(',', comma + 1)) {
      int equals = role.indexOf('=', comma);
      String word = equals < 0 ? "" : role.substring(comma + 1, equals);
      for (String name : NAMES) {
        if (isSlip(word, name)) {
          throw AgentException.usage("no option is called '" + word + "'");
        }
      }
    }
  }

  /**
   * Whether it is the name but for the case of letters, or one that is other, more, less or late.
   */
  private static boolean isSlip(String word, String name) {
    if (word.equalsIgnoreCase(name)) {
      return true;
    }
    int shorter = Math.min(word.length(), name.length());
    int same = 0;
    while (same < shorter && word.charAt(same) == name.charAt(same)) {
      same++;
    }
    String left = word.substring(same);
    String due = name.substring(same);
    if (left.length() != due.length()) {
      return (!left.isEmpty() && left.substring(1).equals(due))
          || (!due.isEmpty() && due.substring(1).equals(left));
    }
    boolean swapped =
        left.length() > 1
            && left.charAt(0) == due.charAt(1)
            && left.charAt(1) == due.charAt(0)
            && left.substring(2).equals(due.substring(2));
    return swapped || left.substring(1).equals(due.substring(1));
  }

  /** Where the next option begins, or the end. */
  private static int nextOption(String arguments, int from) {
    for (int comma = arguments.indexOf(',', from);
        comma >= 0;
        comma = arguments.indexOf(',', comma + 1)) {
      for (String name : NAMES) {
        if (arguments.startsWith(name + "=", comma + 1)) {
          return comma;
        }
      }
    }
    return arguments.length();
  }

  private static Duration duration(String value) throws AgentException {
    Optional<Duration> wait = Durations.parse(value);
    if (!wait.isPresent()) {
      throw AgentException.usage(
          "wait="
              + value
              + " is not a duration: give seconds, or a number with s, m or h, such as 10s");
    }
    return wait.get();
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
