// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.cli;

import io.asrole.AsroleException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The agent as a JVM is told of it.
 *
 * @param given options that shape the role session, as words of a command line
 * @see <a
 *     href="https://docs.oracle.com/en/java/javase/17/docs/specs/man/java.html#using-the-jdk_java_options-launcher-environment-variable">java(1)</a>
 */
record AgentOption(Path jar, String role, @Nullable String scope, List<String> given) {

  private static final List<String> SCOPES = List.of("default-chain", "ambient", "all");

  /** The words of {@code --scope}. */
  static final class Scopes implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return SCOPES.iterator();
    }
  }

  /** What a JVM could only refuse in its own log is refused here. */
  static AgentOption of(String role, @Nullable String scope, List<String> given)
      throws AsroleException {
    Path jar = installedJar();
    if (!Files.exists(jar)) {
      throw AsroleException.refused("this asrole has no agent: there is no file " + jar);
    }
    if (scope != null && !SCOPES.contains(scope)) {
      throw AsroleException.refused(
          "no scope is called '" + scope + "': default-chain, ambient or all");
    }
    return new AgentOption(jar, role, scope, given);
  }

  static Path installedJar() {
    return Installed.library("asrole-agent.jar");
  }

  /** What stands behind the jar's equals sign. */
  String arguments() {
    StringBuilder arguments = new StringBuilder(role);
    if (scope != null) {
      arguments.append(",scope=").append(scope);
    }
    if (!given.isEmpty()) {
      arguments.append(",command=").append(command());
    }
    return arguments.toString();
  }

  String flag() {
    return "-javaagent:" + jar + "=" + arguments();
  }

  /** The flag as a word of JAVA_TOOL_OPTIONS. */
  String word() {
    return quoted(flag());
  }

  /** The process that the agent runs by itself knows no options. */
  private String command() {
    List<String> words = new ArrayList<>();
    words.add(jar.resolveSibling("../bin/asrole").normalize().toString());
    words.addAll(List.of("credentials", "--format", "process"));
    words.addAll(given);
    words.add(role);
    StringBuilder command = new StringBuilder();
    for (String word : words) {
      command.append(command.length() == 0 ? "" : " ").append(quoted(word));
    }
    return command.toString();
  }

  /** One word to a shell and to the JVM, which knows both quotes, too, but no backslash. */
  private static String quoted(String word) {
    boolean isPlain =
        word.chars()
            .allMatch(
                c -> c < 0x80 && (Character.isLetterOrDigit(c) || "_-+=,.@/:".indexOf(c) >= 0));
    return isPlain ? word : "'" + word.replace("'", "'\"'\"'") + "'";
  }
}
