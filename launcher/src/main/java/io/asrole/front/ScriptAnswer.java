// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.front;

import io.asrole.child.ChildEnvironment;
import io.asrole.text.ShellQuoting;
import java.util.List;
import java.util.Map;

/**
 * Writes Java's answer to the asrole script: the arguments to drop, the variables to unset and the
 * variables to export, as shell code for {@code eval}.
 *
 * @see <a
 *     href="https://pubs.opengroup.org/onlinepubs/9799919799/utilities/V3_chap02.html#tag_19_02_02">POSIX
 *     shell: single-quotes</a>
 */
public final class ScriptAnswer {
  /** The answer for a subcommand that is done: the script has no command to execute. */
  public static final String DONE = "exit 0\n";

  private ScriptAnswer() {}

  /** The answer for a script with {@code own} arguments in front of the command. */
  public static String write(int own, ChildEnvironment environment) {
    return "shift " + own + "\n" + lines(environment);
  }

  /** The answer for a script that must execute another command than its arguments name. */
  public static String write(List<String> command, ChildEnvironment environment) {
    StringBuilder answer = new StringBuilder("set --");
    for (String word : command) {
      answer.append(' ').append(ShellQuoting.quote(word));
    }
    return answer.append('\n') + lines(environment);
  }

  private static String lines(ChildEnvironment environment) {
    StringBuilder answer = new StringBuilder();
    for (String name : environment.unset()) {
      answer.append("unset ").append(name).append('\n');
    }
    for (Map.Entry<String, String> variable : environment.set().entrySet()) {
      answer
          .append("export ")
          .append(variable.getKey())
          .append('=')
          .append(ShellQuoting.quote(variable.getValue()))
          .append('\n');
    }
    environment
        .appended()
        .forEach(
            (name, word) ->
                answer
                    .append("export " + name + "=\"${" + name + ":+$" + name + " }\"")
                    .append(ShellQuoting.quote(word))
                    .append('\n'));
    return answer.toString();
  }
}
