// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.child;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * The command that starts the user's shell with the role in its prompt. The shell first reads the
 * user's startup files, which are not changed; each shell has its own way to read one more file.
 *
 * @param command the shell and its arguments
 * @param variables the variables to set for the shell; asrole's startup file restores them
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
   * The command for this shell.
   *
   * @param files the folder of asrole's startup files; without a file for the shell, the prompt is
   *     unchanged
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
        ? new UserShell(List.of(shell), replaceVariable("ZDOTDIR", folder, environment))
        : plain(shell);
  }

  private static UserShell sh(String shell, Path file, Map<String, String> environment) {
    return Files.isReadable(file)
        ? new UserShell(List.of(shell), replaceVariable("ENV", file, environment))
        : plain(shell);
  }

  /**
   * Sets the variable to our file, and keeps the user's value in another variable for that file.
   */
  private static Map<String, String> replaceVariable(
      String name, Path ours, Map<String, String> environment) {
    String users = environment.get(name);
    return users == null
        ? Map.of(name, ours.toString())
        : Map.of(name, ours.toString(), "ASROLE_" + name, users);
  }
}
