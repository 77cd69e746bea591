// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.start;

import io.asrole.AsroleException;
import io.asrole.posix.InstallationFolder;
import io.asrole.text.ShellQuoting;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The {@code -javaagent} flag that loads the agent into a JVM.
 *
 * @param given options for the role session, as command-line arguments
 * @see <a
 *     href="https://docs.oracle.com/en/java/javase/17/docs/specs/man/java.html#using-the-jdk_java_options-launcher-environment-variable">java(1)</a>
 */
public record AgentFlag(Path jar, String role, @Nullable String scope, List<String> given) {

  private static final List<String> SCOPES = List.of("default-chain", "ambient", "all");

  /** The values of {@code --scope}, for completion. */
  public static final class Scopes implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return SCOPES.iterator();
    }
  }

  /** Creates the flag; throws if a JVM would reject the scope, which only its log would show. */
  public static AgentFlag of(String role, @Nullable String scope, List<String> given)
      throws AsroleException {
    Path jar = InstallationFolder.agentJar();
    if (scope != null && !SCOPES.contains(scope)) {
      throw AsroleException.refused(
          "no scope is called '" + scope + "': default-chain, ambient or all");
    }
    return new AgentFlag(jar, role, scope, given);
  }

  /** The agent arguments: the part of the flag after the jar and the equals sign. */
  public String arguments() {
    StringBuilder arguments = new StringBuilder(role);
    if (scope != null) {
      arguments.append(",scope=").append(scope);
    }
    if (!given.isEmpty()) {
      arguments.append(",command=").append(command());
    }
    return arguments.toString();
  }

  public String flag() {
    return "-javaagent:" + jar + "=" + arguments();
  }

  /** The flag, quoted for JAVA_TOOL_OPTIONS. */
  String asJvmOption() {
    return ShellQuoting.quoteForJvmIfNeeded(flag());
  }

  /** The asrole command for the agent; the agent's default command would lack the options. */
  private String command() {
    List<String> words = new ArrayList<>();
    words.add(jar.resolveSibling("../bin/asrole").normalize().toString());
    words.addAll(List.of("credentials", "--format", "process"));
    words.addAll(given);
    words.add(role);
    StringBuilder command = new StringBuilder();
    for (String word : words) {
      command
          .append(command.length() == 0 ? "" : " ")
          .append(ShellQuoting.quoteForJvmIfNeeded(word));
    }
    return command.toString();
  }
}
