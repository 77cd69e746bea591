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
    int end = findNextOption(arguments, 0);
    String role = arguments.substring(0, end);
    if (role.isEmpty() || role.startsWith("-")) {
      throw AgentException.usage("ROLE is missing");
    }
    String command = "";
    String wait = DEFAULT_WAIT;
    OnFail onFail = OnFail.EXIT;
    Scope scope = Scope.AMBIENT;
    while (end < arguments.length()) {
      int equals = arguments.indexOf('=', end);
      String name = arguments.substring(end + 1, equals);
      // A command may have anything in it, so it is the last option.
      end = name.equals("command") ? arguments.length() : findNextOption(arguments, equals);
      String value = arguments.substring(equals + 1, end);
      switch (name) {
        case "command":
          command = value;
          break;
        case "wait":
          wait = value;
          break;
        case "onfail":
          onFail = parseEnum(OnFail.class, name, value);
          break;
        case "scope":
          scope = parseEnum(Scope.class, name, value);
          break;
        default:
          throw AgentException.usage("unknown option '" + name + "'");
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

  /** The index of the next comma that begins {@code ,NAME=}, or the length of the text. */
  private static int findNextOption(String arguments, int from) {
    int comma = arguments.indexOf(',', from);
    while (comma >= 0) {
      int equals = arguments.indexOf('=', comma);
      int next = arguments.indexOf(',', comma + 1);
      if (equals >= 0 && (next < 0 || equals < next)) {
        return comma;
      }
      comma = next;
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

  /** The constant that {@code value} spells in lower case with hyphens, such as default-chain. */
  private static <E extends Enum<E>> E parseEnum(Class<E> type, String name, String value)
      throws AgentException {
    StringBuilder known = new StringBuilder();
    for (E constant : type.getEnumConstants()) {
      String text = constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
      if (text.equals(value)) {
        return constant;
      }
      known.append(known.length() == 0 ? "" : ", ").append(text);
    }
    throw AgentException.usage(name + "=" + value + " is not one of " + known);
  }
}
