// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.agent.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.asrole.agent.it.targets.AwaitRenewal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Ctrl-C on a pseudo-terminal, to a JVM in the foreground and to the shell of its agent. */
@Execution(ExecutionMode.CONCURRENT) // it waits for renewals
@Timeout(value = 120, threadMode = ThreadMode.SEPARATE_THREAD)
class CtrlCIT {
  private static final Path SCRIPT = Path.of("/usr/bin/script");
  private static final int CTRL_C = 3;

  /** The longest that a process may go on after its JVM. */
  private static final int SECONDS = 20;

  @TempDir Path folder;

  /** The JVM in place of the shell that starts it, and as a job of that shell. */
  @ParameterizedTest
  @ValueSource(strings = {"exec JVM", "set -m; JVM; exit $?"})
  void renewsForShutdownHooksAndLeavesNoProcess(String start) throws Exception {
    assumeTrue(Files.isExecutable(SCRIPT), "SKIPPED: no /usr/bin/script");
    try (Jvm.Running terminal = startOnTerminal(start)) {
      terminal.await("hooked");
      List<ProcessHandle> processes = terminal.process().descendants().toList();
      ProcessHandle shell = findCredentialShell(processes);
      assertGetsCtrlC(shell);
      terminal.process().getOutputStream().write(CTRL_C);
      terminal.process().getOutputStream().flush();
      assertEquals("by [" + shell.pid() + "]", terminal.await("by "));
      assertTrue(terminal.process().waitFor(SECONDS, TimeUnit.SECONDS));
      assertEquals(130, terminal.process().exitValue());
      for (ProcessHandle process : processes) {
        process.onExit().orTimeout(SECONDS, TimeUnit.SECONDS).join();
      }
    }
  }

  private Jvm.Running startOnTerminal(String start) throws IOException {
    Path options = folder.resolve("options");
    Files.write(
        options,
        List.of(
            "\"" + BriefCredentials.FLAG.replace("\"", "\\\"") + "\"",
            "-cp",
            "\"" + Jvm.TARGETS + "\"",
            AwaitRenewal.class.getName(),
            "hook"));
    // Without an echo, or Ctrl-C prints ^C before the next line. A build that a script runs in the
    // background ignores SIGINT, and so would the JVM.
    String java = "\"$JAVA_HOME/bin/java\" @" + options;
    String line = "stty -echo; " + start.replace("JVM", java);
    return new Jvm()
        .start(List.of("env", "--default-signal=INT", "" + SCRIPT, "-qefc", line, "/dev/null"));
  }

  private static ProcessHandle findCredentialShell(List<ProcessHandle> processes) {
    return processes.stream()
        .filter(
            process ->
                process.info().arguments().stream()
                    .flatMap(Stream::of)
                    .anyMatch(argument -> argument.equals("asrole-agent")))
        .findFirst()
        .orElseThrow();
  }

  /** The process group of the shell is the one in the foreground of the terminal. */
  private static void assertGetsCtrlC(ProcessHandle process) throws IOException {
    String stat = Files.readString(Path.of("/proc/" + process.pid() + "/stat"));
    String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
    String group = fields[2];
    String foreground = fields[5];
    assertEquals(foreground, group);
    assertNotEquals("-1", foreground);
  }
}
