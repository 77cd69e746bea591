// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.child;

/**
 * The answer to the shell front: which of its arguments to drop, what to unset and what to export,
 * as words for the shell's own {@code eval}.
 *
 * @see <a
 *     href="https://pubs.opengroup.org/onlinepubs/9799919799/utilities/V3_chap02.html#tag_19_02_02">POSIX
 *     shell: single-quotes</a>
 */
public final class ShellAnswer {
  private ShellAnswer() {}

  /** The answer for a front that was started with {@code own} arguments before the command's. */
  public static String of(int own, ChildEnvironment environment) {
    StringBuilder answer = new StringBuilder();
    answer.append("shift ").append(own).append('\n');
    for (String name : environment.unset()) {
      answer.append("unset ").append(name).append('\n');
    }
    environment
        .set()
        .forEach(
            (name, value) ->
                answer
                    .append("export ")
                    .append(name)
                    .append('=')
                    .append(quoted(value))
                    .append('\n'));
    return answer.toString();
  }

  private static String quoted(String value) {
    return "'" + value.replace("'", "'\\''") + "'";
  }
}
