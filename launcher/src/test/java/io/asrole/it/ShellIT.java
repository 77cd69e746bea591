// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.asrole.it.AsRole.Result;
import io.asrole.it.AsRole.Running;
import io.asrole.sandbox.Sandbox;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * {@code asrole --shell}: the user's own shell, with the user's own files and the role before it.
 */
class ShellIT {
  @AutoClose final Sandbox aws = Sandbox.start();
  @TempDir Path home;

  private AsRole asrole(String shell) {
    assumeTrue(Files.isExecutable(Path.of(shell)), "SKIPPED: " + shell + " is not installed");
    return AsRole.in(aws, home).with("SHELL", shell);
  }

  @ParameterizedTest
  @CsvSource({
    "/usr/bin/bash, .bashrc, PS1='mine> '",
    "/usr/bin/zsh, .zshrc, PROMPT='mine> '",
    "/usr/bin/fish, .config/fish/config.fish, function fish_prompt; echo -n 'mine> '; end",
    "/usr/bin/dash, .shrc, PS1='mine> '",
    "/usr/bin/mksh, .shrc, PS1='mine> '"
  })
  void showsTheRoleBeforeThePromptOfTheUsersOwnFile(String shell, String file, String prompt)
      throws IOException {
    Path own = home.resolve(file);
    Files.createDirectories(own.getParent());
    Files.writeString(own, prompt + "\n");
    // Else a first fish of a user reads all man pages in the background.
    Files.createDirectories(home.resolve(".local/share/fish/generated_completions"));
    AsRole asrole = asrole(shell).with("TERM", shell.endsWith("fish") ? "xterm" : "dumb");
    if (file.equals(".shrc")) {
      asrole = asrole.with("ENV", own.toString());
    }
    assumeTrue(Files.isExecutable(Path.of("/usr/bin/script")), "SKIPPED: no /usr/bin/script");
    Set<String> before = files(AsRole.STAGED.resolve("lib/shell"));
    String words = String.join(" ", asrole.words("--shell", AsRole.ROLE));
    Running running = asrole.startOther("/usr/bin/script", "-qefc", words, "/dev/null");
    running.prints("(ExampleAssumedRole) mine> ");
    running.type("echo \"$ASROLE_ROLE\" \"<$ENV$ZDOTDIR$ASROLE_ENV>\"\n");
    running.prints("arn:aws:iam::123456789012:role/ExampleAssumedRole <");
    running.prints(asrole.get("ENV").isEmpty() ? " <>" : " <" + own + ">");
    running.type("exit 3\n");
    assertEquals(3, running.result().exitCode(), running.output());
    assertEquals(before, files(AsRole.STAGED.resolve("lib/shell")));
  }

  private static Set<String> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.map(Path::toString).collect(Collectors.toCollection(TreeSet::new));
    }
  }

  /** Not on a terminal: the shell reads its standard input, and no file of anybody's. */
  @ParameterizedTest
  @CsvSource({"SH, /usr/bin/bash", "SH, /usr/bin/zsh", "JAR, /usr/bin/dash", "JAR, not/absolute"})
  void becomesTheShellOfTheUser(Front front, String shell) {
    AsRole asrole = front.of(AsRole.in(aws, home).with("SHELL", shell));
    Running running = asrole.start("--shell", "--role-session-name", "me", AsRole.ROLE);
    running.type("echo pid=$$ \"$0\"\n");
    running.type("printenv ASROLE_ROLE\n");
    Result result = running.result();
    assertEquals(0, result.exitCode(), result.err());
    assertTrue(result.out().startsWith("pid=" + running.process().pid() + " "), result.out());
    assertTrue(result.out().endsWith(":role/ExampleAssumedRole\n"), result.out());
    boolean exists = shell.startsWith("/");
    assertTrue(
        exists
            ? result.err().isEmpty()
            : result
                .err()
                .startsWith(
                    "asrole: warning: SHELL=" + shell + " is not an executable file; starting "),
        result.err());
    if (exists) {
      assertTrue(result.out().contains(shell), result.out());
    }
  }

  @Test
  void isNotStartedWithoutTheRole() {
    Result result = AsRole.in(aws, home).with("SHELL", "/bin/sh").run("--shell", "NoSuchRole");
    assertEquals(125, result.exitCode());
    assertEquals("", result.out());
  }
}
