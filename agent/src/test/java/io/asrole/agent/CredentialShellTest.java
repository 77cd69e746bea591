// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

/** The shell that runs commands for the agent, as each POSIX shell that may be /bin/sh. */
@ParameterizedClass
@ValueSource(strings = {"dash", "bash", "busybox", "mksh"})
class CredentialShellTest {
  private static final Duration LIMIT = Duration.ofSeconds(30);

  private final CredentialShell shell;
  private final Path folder;

  CredentialShellTest(String name, @TempDir Path folder) throws IOException {
    Optional<Path> program =
        Arrays.stream(String.valueOf(System.getenv("PATH")).split(":", -1))
            .map(part -> Path.of(part, name))
            .filter(Files::isExecutable)
            .findFirst();
    assumeTrue(program.isPresent(), "SKIPPED: no " + name);
    this.folder = folder;
    // busybox is a shell if its name is sh.
    Path sh = Files.createSymbolicLink(folder.resolve("sh"), program.orElseThrow().toRealPath());
    this.shell = createShell(sh.toString());
  }

  @AfterEach
  void stopsTheShell() {
    shell.stop();
  }

  @Test
  void runsOneCommandAfterTheOther() throws Exception {
    assertResult(3, "out\n", "err\n", run("echo out; echo err >&2; exit 3"));
    assertResult(0, "no line break", "", run("printf 'no line break'"));
    assertResult(0, "", "", run("cat"));
  }

  @Test
  void passesArgumentsUnchanged() throws Exception {
    String odd = " a'b''c \\ \\\\ \"$HOME\" `x` $(x)\n\nline\tü %s * ";
    List<String> command = List.of("sh", "-c", "printf '<%s>' \"$@\"", "sh", odd, "", "-n");
    assertResult(0, "<" + odd + "><><-n>", "", shell.run(command, LIMIT, null));
  }

  @Test
  void givesTheCommandNeitherTheScriptNorIgnoredTermination() throws Exception {
    assertResult(0, "", "", run("env | grep ASROLE_AGENT; true"));
    assertResult(143, "", "", run("kill -TERM $$"));
  }

  @Test
  void reportsACommandThatDoesNotExist() throws Exception {
    CommandResult result = shell.run(List.of("/does/not/exist"), LIMIT, null);
    assertEquals(127, result.status);
    assertTrue(result.err.contains("/does/not/exist"), result.err);
  }

  @Test
  void doesNotMixUpTheOutputOfAnEarlierCommand() throws Exception {
    Path go = folder.resolve("go");
    String later = "until [ -e GO ]; do :; done; echo late; echo late >&2; rm GO";
    assertResult(0, "", "", run("(" + later.replace("GO", go.toString()) + ") & true"));
    Files.createFile(go);
    while (Files.exists(go)) {
      Thread.onSpinWait();
    }
    assertResult(0, "own\n", "", run("echo own"));
  }

  @Test
  void killsACommandAtTheTimeLimitWithAllThatItStarted() throws Exception {
    Path pids = folder.resolve("pids");
    String script = "sh -c 'echo $$ >>P; sleep 600; true' & echo $$ >>P; sleep 601; true";
    assertThrows(
        TimeoutException.class,
        () ->
            shell.run(
                List.of("sh", "-c", script.replace("P", pids.toString())),
                Duration.ofSeconds(1),
                null));
    assertTrue(shell.isRunning());
    assertAllEnd(pids, 2);
    assertResult(0, "next\n", "", run("echo next"));
  }

  @Test
  void killsTheCommandWhenItIsStopped() throws Exception {
    Path pids = folder.resolve("pids");
    Thread thread =
        new Thread(
            () ->
                assertThrows(
                    InterruptedException.class,
                    () -> run("echo $$ >P; sleep 600; true".replace("P", pids.toString()))));
    thread.start();
    while (!Files.exists(pids) || Files.size(pids) == 0) {
      Thread.onSpinWait();
    }
    ProcessHandle process = shellProcess();
    thread.interrupt();
    thread.join();
    shell.stop();
    assertEnds(process);
    assertAllEnd(pids, 1);
    assertFalse(shell.isRunning());
  }

  @Test
  void survivesTheSignalsOfATerminalAndOfAService() throws Exception {
    assertResult(0, "", "", run("true"));
    ProcessHandle process = shellProcess();
    for (String signal : List.of("HUP", "INT", "QUIT", "TERM", "PIPE", "USR1")) {
      assertResult(0, "", "", run("kill -" + signal + " " + process.pid()));
    }
    assertResult(0, "alive\n", "", run("echo alive"));
    assertEquals(process, shellProcess());
  }

  @Test
  void startsAgainAfterItWasKilled() throws Exception {
    assertResult(0, "", "", run("true"));
    ProcessHandle first = shellProcess();
    first.destroyForcibly();
    assertEnds(first);
    assertResult(0, "again\n", "", run("echo again"));
    assertNotEquals(first, shellProcess());
  }

  @Test
  void reportsThatItWasKilledWhileACommandRan() throws Exception {
    assertResult(0, "", "", run("true"));
    String kill = "kill -KILL " + shellProcess().pid();
    assertEquals(
        "its shell ended with status 137",
        assertThrows(IOException.class, () -> run(kill + "; exec sleep 5")).getMessage());
    assertResult(0, "again\n", "", run("echo again"));
  }

  /** A shell of this path with the script of the agent. */
  static CredentialShell createShell(String path) {
    Path script = Path.of("src/main/resources/io/asrole/agent/credential-shell.sh");
    try {
      return new CredentialShell(path, Files.readString(script));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private CommandResult run(String script) throws Exception {
    return shell.run(List.of("sh", "-c", script), LIMIT, null);
  }

  /** The shell is the child of this JVM that was started by its path. */
  private ProcessHandle shellProcess() {
    return ProcessHandle.current()
        .children()
        .filter(child -> isShell(child.pid()))
        .findFirst()
        .orElseThrow();
  }

  private boolean isShell(long pid) {
    try {
      return Files.readString(Path.of("/proc", "" + pid, "cmdline"))
          .contains("asrole-agent\0" + folder.resolve("sh"));
    } catch (IOException e) {
      return false; // It has ended.
    }
  }

  private static void assertResult(int status, String out, String err, CommandResult result) {
    assertEquals(status, result.status, result.err);
    assertEquals(out, result.out);
    assertEquals(err, result.err);
  }

  private static void assertAllEnd(Path pids, int count) throws Exception {
    List<String> all = Files.readAllLines(pids);
    assertEquals(count, all.size());
    for (String pid : all) {
      ProcessHandle.of(Long.parseLong(pid)).ifPresent(CredentialShellTest::assertEnds);
    }
  }

  private static void assertEnds(ProcessHandle process) {
    process.onExit().orTimeout(20, TimeUnit.SECONDS).join();
  }
}
