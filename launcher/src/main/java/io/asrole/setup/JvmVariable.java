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
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The variable JAVA_TOOL_OPTIONS of a service, from which each JVM reads options. */
final class JvmVariable {
  private static final String NAME = "JAVA_TOOL_OPTIONS";
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

  /** Fails if the unit starts the agent already: a JVM with two agents of asrole ends. */
  static void checkForAgent(ServiceUnit unit) throws AsroleException {
    for (String setting : List.of("Environment", "ExecStart")) {
      for (String value : unit.settings().all(setting)) {
        Optional<String> found = findAgentFlag(value);
        if (found.isPresent()) {
          throw ServiceFailure.hasAgent(unit.name(), found.get(), setting + "= of the unit");
        }
      }
    }
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
    if (settings.words("UnsetEnvironment").contains(NAME)) {
      throw ServiceFailure.variableRemoved(unit.name());
    }
    List<String> remarks = new ArrayList<>();
    for (String file : settings.all("EnvironmentFile")) {
      String path = UnitWords.unquote(file.replaceFirst("^-", ""));
      try {
        checkFile(path);
      } catch (IOException | InvalidPathException e) {
        if (!(e instanceof NoSuchFileException) || path.matches(".*[%*?\\[].*")) {
          remarks.add(
              path
                  + " was not read. If it sets "
                  + NAME
                  + ", its value replaces the one in this drop-in.");
        }
      }
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

  private void checkFile(String path) throws AsroleException, IOException {
    String text = new String(Files.readAllBytes(Path.of(path)), StandardCharsets.UTF_8);
    String value = EnvironmentFile.parse(text).get(NAME);
    if (value == null) {
      return;
    }
    Optional<String> found = findAgentFlag(value);
    if (found.isPresent()) {
      throw ServiceFailure.hasAgent(unit.name(), found.get(), path);
    }
    String joined = value.isBlank() ? flag : value + " " + flag;
    throw ServiceFailure.variableInFile(unit.name(), path, EnvironmentFile.line(NAME, joined));
  }
}
