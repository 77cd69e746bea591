// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.child;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * How a user's own shell starts with the role in its prompt, after the user's files and without a
 * change to them: each shell has a way of its own to be told more.
 *
 * @param command the shell and what it is started with
 * @param variables set for it, that it takes back at once
 * @see <a href="https://www.gnu.org/software/bash/manual/html_node/Bash-Startup-Files.html">bash:
 *     startup files</a>
 * @see <a href="https://zsh.sourceforge.io/Doc/Release/Files.html">zsh: startup files</a>
 * @see <a href="https://fishshell.com/docs/current/cmds/fish.html">fish --init-command</a>
 */
public record UserShell(List<String> command, Map<String, String> variables) {
  private static final String FISH =
      """
      functions -q fish_prompt; and functions -c fish_prompt _asrole_users_prompt
      function _asrole_status; return $argv[1]; end
      function fish_prompt
          set -l before $status
          echo -n '('(string replace -r '.*/' '' -- $ASROLE_ROLE)') '
          _asrole_status $before
          _asrole_users_prompt
      end\
      """;

  /**
   * The way of that shell.
   *
   * @param files the folder of asrole's files for shells; where it lacks one, the prompt is as ever
   */
  public static UserShell create(String shell, Path files, Map<String, String> environment) {
    String name = shell.substring(shell.lastIndexOf('/') + 1);
    return switch (name) {
      case "bash" -> bash(shell, files.resolve("bash"));
      case "zsh" -> zsh(shell, files.resolve("zsh"), environment);
      case "fish" -> new UserShell(List.of(shell, "--init-command", FISH), Map.of());
      case "sh", "dash", "ash", "ksh", "mksh" -> sh(shell, files.resolve("sh"), environment);
      default -> plain(shell);
    };
  }

  private static UserShell plain(String shell) {
    return new UserShell(List.of(shell), Map.of());
  }

  private static UserShell bash(String shell, Path file) {
    return Files.isReadable(file)
        ? new UserShell(List.of(shell, "--rcfile", file.toString()), Map.of())
        : plain(shell);
  }

  private static UserShell zsh(String shell, Path folder, Map<String, String> environment) {
    return Files.isReadable(folder.resolve(".zshenv"))
        ? new UserShell(List.of(shell), instead("ZDOTDIR", folder, environment))
        : plain(shell);
  }

  private static UserShell sh(String shell, Path file, Map<String, String> environment) {
    return Files.isReadable(file)
        ? new UserShell(List.of(shell), instead("ENV", file, environment))
        : plain(shell);
  }

  /** The variable with our value, and the user's where our file finds it. */
  private static Map<String, String> instead(
      String name, Path ours, Map<String, String> environment) {
    String users = environment.get(name);
    return users == null
        ? Map.of(name, ours.toString())
        : Map.of(name, ours.toString(), "ASROLE_" + name, users);
  }
}
