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

/**
 * The options of the agent, {@code ROLE[,OPTION=VALUE...]}, such as {@code
 * Deploy,wait=30s,scope=all}. They follow {@code -javaagent:asrole-agent.jar=}, or come with an
 * attach.
 */
final class Options {
  /** What to do if there are no credentials after the wait. */
  enum OnFail {
    /** End the JVM. */
    EXIT,
    /** Start the application as soon as there are credentials. */
    WAIT,
    /** Start the application without the role, and switch to it when there are credentials. */
    BASE
  }

  private static final String DEFAULT_WAIT = "10s";

  /** The role as given: a role name, a role ARN or a profile name. */
  final String role;

  final Scope scope;

  /** How long the start of the JVM waits for the first credentials. */
  final Duration wait;

  final OnFail onFail;

  /** The name of the credential process in messages. */
  final String program;

  /** The command line of the credential process. */
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

  /**
   * Parses the options.
   *
   * @param jar the file of this agent; without {@code command=} it leads to {@code bin/asrole}
   */
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
      // A command may contain commas, so it takes the rest of the text.
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
        ? createWithAsrole(role, scope, parseDuration(wait), onFail, jar)
        : new Options(
            role,
            scope,
            parseDuration(wait),
            onFail,
            "the credential process",
            Collections.unmodifiableList(Arrays.asList("sh", "-c", command)));
  }

  /** Options with the asrole of this installation as credential process. */
  private static Options createWithAsrole(
      String role, Scope scope, Duration wait, OnFail onFail, File jar) throws AgentException {
    // The path as given comes first: it may be a symbolic link that an upgrade moves.
    File asrole = findAsrole(jar);
    if (!asrole.canExecute()) {
      asrole = findAsrole(resolveLinks(jar));
    }
    if (!asrole.canExecute()) {
      throw AgentException.notExecutable(asrole.getPath());
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

  /** The file {@code ../bin/asrole}, seen from the folder of the jar. */
  private static File findAsrole(File jar) {
    File lib = jar.getParentFile();
    return new File(lib == null ? new File("..") : lib.getParentFile(), "bin/asrole");
  }

  private static File resolveLinks(File jar) {
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

  private static Duration parseDuration(String value) throws AgentException {
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
