// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.setup;

import io.asrole.AsroleException;
import io.asrole.systemd.EnvironmentFile;
import io.asrole.systemd.UnitSettings;
import io.asrole.systemd.UnitWords;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The variable JAVA_TOOL_OPTIONS of a service, from which each JVM reads options. */
final class JvmVariable {
  private static final String NAME = "JAVA_TOOL_OPTIONS";
  private static final String EXEC_START = "ExecStart";
  private static final String OF_THE_UNIT = "= of the unit";
  private static final Pattern AGENT_FLAG =
      Pattern.compile("-javaagent:[^\\s\"']*asrole-agent[^\\s\"']*");

  private final ServiceUnit unit;
  private final UnitSettings settings;
  private final String flag;

  /**
   * The variable of this unit.
   *
   * @param flag the option that a drop-in adds, such as {@code -javaagent:/a/asrole-agent.jar=R}
   */
  JvmVariable(ServiceUnit unit, String flag) {
    this.unit = unit;
    this.settings = unit.settings();
    this.flag = flag;
  }

  /**
   * Where the unit has the flag already, such as {@code /etc/default/web}; empty if it has none.
   *
   * @throws AsroleException if the unit starts the agent with another role: a JVM with two agents
   *     of asrole ends
   */
  Optional<String> place() throws AsroleException {
    Optional<String> place = Optional.empty();
    for (String setting : List.of("Environment", EXEC_START)) {
      for (String value : settings.all(setting)) {
        if (hasFlag(value, setting + OF_THE_UNIT)) {
          place = Optional.of(setting + OF_THE_UNIT);
        }
      }
    }
    Optional<Assignment> last = readFiles(path -> {});
    if (last.isPresent() && hasFlag(last.get().value(), last.get().path())) {
      place = last.map(Assignment::path);
    }
    return place;
  }

  /** The option that a drop-in adds. */
  String flag() {
    return flag;
  }

  /** Whether a value has this flag, perhaps with options of the agent behind the role. */
  private boolean hasFlag(String value, String place) throws AsroleException {
    Optional<String> found = findAgentFlag(value);
    if (found.isEmpty()) {
      return false;
    }
    String given = found.get();
    if (!given.startsWith(flag) || !given.substring(flag.length()).matches("(,[^,=]+=[^,]*)*")) {
      throw ServiceFailure.hasAgent(unit.name(), given, place);
    }
    return true;
  }

  private static Optional<String> findAgentFlag(String text) {
    Matcher found = AGENT_FLAG.matcher(text);
    return found.find() ? Optional.of(found.group()) : Optional.empty();
  }

  /** The line of the drop-in: the flag behind the value that the unit has. */
  String line() {
    return "Environment="
        + settings
            .assignment(NAME)
            .map(word -> UnitWords.append(word, " " + flag))
            .orElse(UnitWords.quote(NAME + "=" + flag));
  }

  /**
   * What the administrator has to know about the variable.
   *
   * @throws AsroleException if the drop-in would have no effect
   */
  List<String> remarks() throws AsroleException {
    if (place().filter((EXEC_START + OF_THE_UNIT)::equals).isPresent()) {
      return List.of();
    }
    if (settings.words("UnsetEnvironment").contains(NAME)) {
      throw ServiceFailure.variableRemoved(unit.name());
    }
    List<String> remarks = new ArrayList<>();
    Optional<Assignment> last =
        readFiles(
            path ->
                remarks.add(
                    path
                        + " was not read. If it sets "
                        + NAME
                        + ", its value replaces the one in this drop-in."));
    if (last.isPresent() && findAgentFlag(last.get().value()).isEmpty()) {
      String value = last.get().value();
      String joined = value.isBlank() ? flag : value + " " + flag;
      throw ServiceFailure.variableInFile(
          unit.name(), last.get().path(), EnvironmentFile.line(NAME, joined));
    }
    List<String> others =
        Stream.of(
                "ExecCondition",
                "ExecStartPre",
                "ExecStartPost",
                "ExecReload",
                "ExecStop",
                "ExecStopPost")
            .filter(settings::has)
            .map(setting -> setting + "=")
            .toList();
    if (!others.isEmpty()) {
      remarks.add("JVMs of " + String.join(", ", others) + " get the agent, too.");
    }
    return remarks;
  }

  /** A value of the variable in a file. */
  private record Assignment(String path, String value) {}

  /** Reads the files of the unit; the last one that sets the variable counts. */
  private Optional<Assignment> readFiles(Consumer<String> unread) {
    Optional<Assignment> last = Optional.empty();
    for (String file : settings.all("EnvironmentFile")) {
      String path = UnitWords.unquote(file.replaceFirst("^-", ""));
      try {
        String text = new String(Files.readAllBytes(Path.of(path)), StandardCharsets.UTF_8);
        String value = EnvironmentFile.parse(text).get(NAME);
        if (value != null) {
          last = Optional.of(new Assignment(path, value));
        }
      } catch (IOException | InvalidPathException e) {
        if (!(e instanceof NoSuchFileException) || path.matches(".*[%*?\\[].*")) {
          unread.accept(path);
        }
      }
    }
    return last;
  }
}
