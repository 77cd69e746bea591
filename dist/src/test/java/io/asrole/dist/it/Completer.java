// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.dist.it;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;

/** Somebody at a terminal who types the beginning of a line, and Tab. */
final class Completer implements AutoCloseable {
  private static final long LONGEST = TimeUnit.SECONDS.toNanos(60);
  private static final String PROMPT = "your turn> ";
  private static final String TAB_AND_ANSWER = "\t\007";

  private final Path home;
  private final Shell shell;
  private final Process process;
  private int asked;

  /** Starts the shell in that home folder; the test is skipped where it is not installed. */
  Completer(Shell shell, String settings, Path home) throws IOException {
    assumeTrue(shell.isInstalled(), "SKIPPED: " + shell + " is not installed");
    assumeTrue(
        Files.exists(Path.of("/usr/bin/script")), "SKIPPED: /usr/bin/script is not installed");
    this.home = home;
    this.shell = shell;
    Files.writeString(home.resolve(".zshrc"), shell.settings() + settings);
    Files.createFile(home.resolve("answers"));
    ProcessBuilder builder =
        new ProcessBuilder("/usr/bin/script", "-qefc", shell.start(), "/dev/null");
    builder.environment().clear();
    builder.environment().put("HOME", home.toString());
    builder.environment().put("ANSWERS", home.resolve("answers").toString());
    builder.environment().put("PATH", home.resolve("bin") + ":/usr/bin:/bin");
    builder.environment().put("SHELL", "/bin/sh");
    builder.environment().put("TERM", "xterm");
    builder.environment().put("LANG", "C.UTF-8");
    builder.directory(home.toFile());
    builder.redirectErrorStream(true).redirectOutput(home.resolve("terminal").toFile());
    this.process = builder.start();
    await("a prompt", () -> read("terminal").contains(PROMPT));
  }

  /** What has become of the line after one Tab. */
  String complete(String typed) throws IOException {
    // Bash runs a command to answer, and what is typed meanwhile may be lost.
    await("a prompt", () -> !shell.isBash() || read("terminal").endsWith(PROMPT));
    process.getOutputStream().write((typed + TAB_AND_ANSWER).getBytes(StandardCharsets.UTF_8));
    process.getOutputStream().flush();
    asked++;
    await("an answer to " + typed, () -> answers().size() == asked);
    return answers().get(asked - 1);
  }

  /** Waits until the terminal shows text like this: it may show it after the answer is written. */
  void awaitShown(Pattern text) {
    await(text.pattern(), () -> text.matcher(read("terminal")).find());
  }

  @Override
  public void close() {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }

  /** Each ends in a bar, so that blanks at the end of a line are seen. */
  private List<String> answers() {
    return read("answers").lines().filter(line -> line.endsWith("|")).toList();
  }

  private String read(String file) {
    try {
      return Files.readString(home.resolve(file), StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void await(String what, BooleanSupplier holds) {
    long end = System.nanoTime() + LONGEST;
    while (!holds.getAsBoolean()) {
      try {
        if (process.waitFor(5, TimeUnit.MILLISECONDS) || System.nanoTime() > end) {
          String left = process.descendants().map(ProcessHandle::info).toList().toString();
          close();
          throw new AssertionError(
              "never came: " + what + "; but: " + read("terminal") + " and there are " + left);
        }
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      }
    }
  }
}
