// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.agent.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.asrole.agent.it.targets.AwaitRenewal;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The shell of the credential process lives as long as its JVM, and as the JVM needs it. */
@Execution(ExecutionMode.CONCURRENT) // it waits for renewals
@Timeout(value = 120, threadMode = ThreadMode.SEPARATE_THREAD)
@Tag("one-jdk")
class CredentialShellIT {
  /** The longest that a process may go on after its JVM; five seconds are in the script. */
  private static final int SECONDS = 20;

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"return", "exit", "halt", "KILL", "TERM"})
  void leavesNoProcessWhenTheJvmEndsWhileTheCredentialProcessHangs(String way) throws Exception {
    try (Jvm.Running jvm =
        new Jvm().addOption(hanging("wait=0s,onfail=base")).start(AwaitRenewal.class, way)) {
      jvm.await("ready");
      end(jvm, way, awaitHanging(jvm));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"KILL", "TERM"})
  void leavesNoProcessWhenTheJvmEndsBeforeItsFirstCredentials(String way) throws Exception {
    try (Jvm.Running jvm =
        new Jvm().addOption(hanging("wait=1h")).start(AwaitRenewal.class, "return")) {
      end(jvm, way, awaitHanging(jvm));
    }
  }

  /** With setpriv the kernel tells the shell; without it, the shell looks every five seconds. */
  @ParameterizedTest
  @ValueSource(strings = {"sh sleep setpriv", "sh sleep"})
  void endsThoughAnotherProcessHoldsThePipe(String programs) throws Exception {
    Path path = Files.createDirectory(folder.resolve("path"));
    for (String program : programs.split(" ", -1)) {
      Files.createSymbolicLink(path.resolve(program), which(program));
    }
    try (Jvm.Running jvm =
        new Jvm()
            .addEnvironment("PATH", path.toString())
            .addOption(hanging("wait=0s,onfail=base"))
            .start(AwaitRenewal.class, "return")) {
      jvm.await("ready");
      List<ProcessHandle> processes = awaitHanging(jvm);
      Path pipe = Path.of("/proc/" + shell(jvm).pid() + "/fd/0");
      try (OutputStream held = new FileOutputStream(pipe.toFile())) {
        end(jvm, "KILL", processes);
        held.flush(); // It is open until here.
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"INT", "HUP", "TERM"})
  void renewsForShutdownHooksWhenTheWholeGroupGetsTheSignal(String signal) throws Exception {
    // setsid, because the tests are in the group of this JVM. A build that a script runs in the
    // background ignores SIGINT, and so would the JVM.
    String start = "exec env --default-signal=HUP,INT,TERM setsid";
    try (Jvm.Running jvm = new Jvm().start(java(start, "hook"))) {
      jvm.await("hooked");
      String shell = "by [" + shell(jvm).pid() + "]";
      signal(signal, "-" + jvm.process().pid());
      assertEquals(shell, jvm.await("by "));
      assertTrue(jvm.process().waitFor(SECONDS, TimeUnit.SECONDS));
    }
  }

  @Test
  void renewsWithoutFreeFileDescriptors() throws Exception {
    try (Jvm.Running jvm = new Jvm().start(java("ulimit -n 256; exec", "descriptors"))) {
      jvm.await("renewed");
      String files = jvm.await("with ");
      assertTrue(files.matches("with [12]\\d+ files"), files);
    }
  }

  @Test
  void startsAgainAfterItWasKilled() throws Exception {
    try (Jvm.Running jvm =
        new Jvm().addOption(BriefCredentials.FLAG).start(AwaitRenewal.class, "loop")) {
      jvm.await("renewed");
      ProcessHandle first = shell(jvm);
      signal("KILL", "" + first.pid());
      assertEnds(first);
      jvm.await("renewed");
      assertNotEquals(first, shell(jvm));
    }
  }

  @Test
  void belongsToOneJvmOfSeveral() throws Exception {
    try (Jvm.Running one =
            new Jvm().addOption(BriefCredentials.FLAG).start(AwaitRenewal.class, "loop");
        Jvm.Running other =
            new Jvm().addOption(BriefCredentials.FLAG).start(AwaitRenewal.class, "loop")) {
      one.await("renewed");
      other.await("renewed");
      ProcessHandle ofOther = shell(other);
      end(one, "KILL", List.of(shell(one)));
      other.await("renewed");
      assertEquals(ofOther, shell(other));
    }
  }

  @Test
  void endsWithADetachAndWithAnAttachThatFails() throws Exception {
    try (Jvm.Running jvm = new Jvm().start(AwaitRenewal.class, "return")) {
      jvm.await("ready");
      String failed = Attacher.ask(jvm.process(), "Role,command=echo no >&2; exit 1");
      assertEquals("failed no", failed);
      awaitNoShell(jvm);
      String attached = Attacher.ask(jvm.process(), BriefCredentials.ARGUMENTS);
      assertTrue(attached.startsWith("ok "), attached);
      ProcessHandle shell = shell(jvm);
      String again = Attacher.ask(jvm.process(), BriefCredentials.ARGUMENTS);
      assertTrue(again.startsWith("ok "), again);
      assertEnds(shell);
      ProcessHandle next = shell(jvm);
      Attacher.ask(jvm.process(), "");
      assertEnds(next);
      awaitNoShell(jvm);
      jvm.end();
    }
  }

  /** The flag with a credential process that starts a process and does not end. */
  private String hanging(String options) {
    return "-javaagent:"
        + Jvm.AGENT
        + "=Role,"
        + options
        + ",command=sleep 601 & echo started >"
        + folder.resolve("started")
        + "; sleep 600; true";
  }

  /** The processes of the JVM when its credential process hangs. */
  private List<ProcessHandle> awaitHanging(Jvm.Running jvm) {
    List<ProcessHandle> processes = new ArrayList<>();
    while (!Files.exists(folder.resolve("started")) || processes.size() < 5) {
      assertTrue(jvm.process().isAlive());
      processes = jvm.process().descendants().toList();
    }
    return processes;
  }

  private static List<String> java(String prefix, String mode) {
    return List.of(
        "sh",
        "-c",
        prefix + " \"$JAVA_HOME/bin/java\" \"$@\"",
        "sh",
        BriefCredentials.FLAG,
        "-cp",
        Jvm.TARGETS.toString(),
        AwaitRenewal.class.getName(),
        mode);
  }

  private static void end(Jvm.Running jvm, String way, List<ProcessHandle> processes)
      throws Exception {
    if (way.equals("KILL") || way.equals("TERM")) {
      signal(way, "" + jvm.process().pid());
    } else {
      jvm.process().getOutputStream().write('\n');
      jvm.process().getOutputStream().close();
    }
    assertTrue(jvm.process().waitFor(SECONDS, TimeUnit.SECONDS));
    for (ProcessHandle process : processes) {
      assertEnds(process);
    }
  }

  private static ProcessHandle shell(Jvm.Running jvm) {
    List<ProcessHandle> children = jvm.process().children().toList();
    assertEquals(1, children.size(), children::toString);
    return children.get(0);
  }

  private static void awaitNoShell(Jvm.Running jvm) {
    jvm.process().children().forEach(CredentialShellIT::assertEnds);
    assertEquals(List.of(), jvm.process().children().toList());
  }

  private static void assertEnds(ProcessHandle process) {
    process.onExit().orTimeout(SECONDS, TimeUnit.SECONDS).join();
  }

  private static void signal(String name, String pid) throws IOException, InterruptedException {
    assertEquals(0, new ProcessBuilder("sh", "-c", "kill -" + name + " " + pid).start().waitFor());
  }

  private static Path which(String program) throws IOException {
    for (String part : String.valueOf(System.getenv("PATH")).split(":", -1)) {
      Path file = Path.of(part, program);
      if (Files.isExecutable(file)) {
        return file.toRealPath();
      }
    }
    throw new IOException("no " + program);
  }
}
