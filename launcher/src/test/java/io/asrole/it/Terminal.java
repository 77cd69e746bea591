// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.it;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.asrole.it.AsRole.Running;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;

/**
 * An interactive bash with job control on a pseudo-terminal of its own, in asrole's surroundings.
 */
final class Terminal {
  static final String CTRL_C = "\003";
  static final String CTRL_Z = "\032";

  private static final String PROMPT = "your turn> ";

  private final AsRole asrole;
  private final Running shell;

  Terminal(AsRole asrole) {
    assumeTrue(
        Files.isExecutable(Path.of("/usr/bin/script")),
        "SKIPPED: /usr/bin/script is not installed");
    this.asrole = asrole;
    this.shell =
        asrole
            .with("TERM", "dumb")
            .with("PS1", PROMPT)
            .startOther("/usr/bin/script", "-qefc", "exec bash --norc --noprofile -i", "/dev/null");
  }

  /** Types a line to the shell once that prompts for it: Ctrl-C throws away what came before. */
  void line(String text) {
    shell.until(PROMPT, () -> shell.output().endsWith(PROMPT));
    type(text + "\n");
  }

  void type(String text) {
    shell.type(text);
  }

  /** Types asrole's command line; the command is read by sh, and has no single quote. */
  void typeAsrole(String script) {
    String words =
        asrole.words(AsRole.ROLE, "--", "/bin/sh", "-c", script).stream()
            .map(word -> "'" + word + "'")
            .collect(Collectors.joining(" "));
    line(words);
  }

  /** Waits until that is on the terminal; what is typed appears there too. */
  void shows(String text) {
    shell.prints(text);
  }

  Running shell() {
    return shell;
  }

  /** Has the shell show the exit status of what it ran last, and waits for it. */
  void showsStatus(int status) {
    line("echo sta\"\"tus=$?.");
    shows("status=" + status + ".");
  }

  /** Has the shell list the programs on its terminal: no other is left than the shell and ps. */
  void showsNoOthers() {
    line(
        "n=0; until ps -o comm= -t \"$(tty)\" >programs;"
            + " [ \"$(sort -u programs | tr -d '\\n')\" = bashps ] || [ $((n += 1)) -gt 1000 ];"
            + " do :; done; echo on te\"\"rminal: $(sort -u programs).");
    shows("on terminal: bash ps.");
  }

  /** Leaves the shell. */
  void exit() {
    line("exit 0");
    shell.result();
  }
}
