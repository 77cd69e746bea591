// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.asrole.it.AsRole.Result;
import io.asrole.it.AsRole.Running;
import io.asrole.it.targets.OpenFilesAllTheTime;
import io.asrole.sandbox.Sandbox;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The command gets the process that asrole was given: its files, limits, signals and id. */
class InheritanceIT {
  @AutoClose static final Sandbox AWS = Sandbox.start();
  @TempDir static Path home;

  private final AsRole asrole = AsRole.in(AWS, home);

  /** Runs the command by asrole and by env(1), each started by a shell that has done this first. */
  private static Result asEnvDoes(AsRole asrole, String first, String... command) {
    AsRole there = asrole.under("/bin/sh", "-c", first + "; \"$@\"", "sh");
    Result expected = there.byEnv(command);
    Result result = there.become(command);
    assertEquals(masked(expected), masked(result), first);
    assertEquals(0, result.exitCode(), result.err());
    return result;
  }

  /**
   * Without what differs from run to run, output files, pipes and process ids, and without the
   * signals above 28, some of which are the C library's own.
   */
  private static String masked(Result result) {
    return result
        .toString()
        .lines()
        .map(line -> line.replaceAll("^[lrwx-]{10}.* (\\d+ -> )", "$1"))
        .map(line -> line.replaceAll("/(out|err)\\d+\\.txt|\\[\\d+\\]|/proc/\\d+", "*"))
        .map(line -> line.replaceAll("(Sig...:\\t)[0-9a-f]{9}", "$1"))
        .collect(Collectors.joining("\n"));
  }

  @ParameterizedTest
  @EnumSource(Front.class)
  void passesStandardInputOn(Front front) throws IOException {
    Running cat = front.of(asrole).start(AsRole.ROLE, "--", "cat");
    String text = "a line\n".repeat(20_000) + "\0\r\n";
    cat.process().getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
    assertEquals(new Result(0, text, ""), cat.result());
  }

  @ParameterizedTest
  @EnumSource(Front.class)
  void keepsTheWorkingDirectoryAndTheUmask(Front front) {
    AsRole there = front.of(asrole);
    asEnvDoes(there, "mkdir -p 'a b/c'; cd 'a b/c'", "/bin/pwd", "-P");
    assertEquals("0000\n", asEnvDoes(there, "umask 0", "/bin/sh", "-c", "umask").out());
    assertEquals("0777\n", asEnvDoes(there, "umask 777", "/bin/sh", "-c", "umask").out());
  }

  @ParameterizedTest
  @EnumSource(Front.class)
  void opensNoDescriptor(Front front) {
    String out = asEnvDoes(front.of(asrole), ":", "ls", "-l", "/proc/self/fd").out();
    assertEquals(5, out.lines().count(), out); // total, 0, 1, 2 and ls's own
  }

  /** As the JVM's own threads do, which read the container limits at any time. */
  @RepeatedTest(5)
  void closesWhatOtherThreadsOpen() {
    String classPath =
        Stream.of("asrole/lib/asrole.jar", "test-classes")
            .map(path -> Path.of("target", path).toAbsolutePath().toString())
            .collect(Collectors.joining(File.pathSeparator));
    String java = AsRole.JAVA_HOME.resolve("bin/java").toString();
    String[] list = {AsRole.ROLE, "--", "ls", "-l", "/proc/self/fd"};
    String[] command = {java, "-cp", classPath, OpenFilesAllTheTime.class.getName()};
    Result result =
        asrole
            .startOther(Stream.of(command, list).flatMap(Stream::of).toArray(String[]::new))
            .result();
    assertEquals(0, result.exitCode(), result.err());
    assertEquals(5, result.out().lines().count(), result.out());
  }

  @ParameterizedTest
  @EnumSource(Front.class)
  void keepsInheritedDescriptors(Front front) {
    String open = "exec 3</etc/hosts 4</etc/passwd 9>>/dev/null 7<&3";
    String out = asEnvDoes(front.of(asrole), open, "ls", "-l", "/proc/self/fd").out();
    assertTrue(out.contains("3 -> /etc/hosts"), out);
    assertTrue(out.contains("9 -> /dev/null"), out);
    String write = "exec 9>nine 3<&0; cat nine <nine >/dev/null";
    asEnvDoes(front.of(asrole), write, "/bin/sh", "-c", "echo to nine >&9; cat nine; cat <&3");
  }

  @ParameterizedTest
  @EnumSource(Front.class)
  void startsWithStandardInputOrOutputClosed(Front front) {
    AsRole there = front.of(asrole);
    asEnvDoes(there, "exec <&-", "ls", "-l", "/proc/self/fd");
    String told = "echo started >&2; echo out || echo closed >&2";
    Result closed = asEnvDoes(there, "exec 3>&2 >&-", "/bin/sh", "-c", "(" + told + ") 2>&3");
    assertTrue(closed.err().startsWith("started\n"), closed.err());
  }

  /** bash keeps its script open in place of a standard error that was closed. */
  @ParameterizedTest
  @EnumSource(value = Front.class, names = "BASH", mode = EnumSource.Mode.EXCLUDE)
  void startsWithStandardErrorClosed(Front front) {
    asEnvDoes(front.of(asrole), "exec 2>&-", "ls", "-l", "/proc/self/fd");
  }

  @ParameterizedTest
  @EnumSource(Front.class)
  void keepsBlockedAndIgnoredSignals(Front front) {
    AsRole there = front.of(asrole);
    String[] masks = {"grep", "-E", "^Sig(Blk|Ign|Cgt):", "/proc/self/status"};
    String none = asEnvDoes(there, ":", masks).out();
    assertTrue(none.contains("SigBlk:\t0000000000000000\n"), none);
    String hangup = asEnvDoes(there, "trap '' HUP", masks).out(); // as nohup does
    assertTrue(hangup.matches("(?s).*SigIgn:\t[0-9a-f]{9}0000001\n.*"), hangup);
    asEnvDoes(there, "trap '' HUP INT TERM USR1 TSTP CHLD", masks);
  }

  /** A JVM takes these over, and nothing tells what they were before. */
  @ParameterizedTest
  @EnumSource(value = Front.class, names = "JAR", mode = EnumSource.Mode.EXCLUDE)
  void keepsIgnoredSignalsThatJvmsTakeOver(Front front) {
    String[] masks = {"grep", "-E", "^Sig(Blk|Ign|Cgt):", "/proc/self/status"};
    asEnvDoes(front.of(asrole), "trap '' QUIT PIPE USR2 XFSZ", masks);
  }

  @ParameterizedTest
  @EnumSource(Front.class)
  void keepsTheLimitsOfOpenFiles(Front front) {
    AsRole there = front.of(asrole);
    String[] show = {"/bin/sh", "-c", "ulimit -Sn; ulimit -Hn"};
    assertEquals("512\n512\n", asEnvDoes(there, "ulimit -n 512", show).out());
    assertEquals("300\n600\n", asEnvDoes(there, "ulimit -Sn 300; ulimit -Hn 600", show).out());
    asEnvDoes(there, ":", "grep", "", "/proc/self/limits");
  }

  /** No parent, child or other process of asrole's is left: the id is that of the first exec. */
  @ParameterizedTest
  @EnumSource(Front.class)
  void becomesTheCommandInItsOwnProcess(Front front) {
    String tree = "echo $$ $PPID; ps -o args= --ppid $$; ps -o comm= -p $$";
    AsRole there = front.of(asrole);
    assertEquals(0, there.become("true").exitCode());
    Running running = there.start(AsRole.ROLE, "--", "/bin/sh", "-c", tree);
    long started = running.process().pid();
    Result result = running.result();
    assertEquals(
        List.of(
            started + " " + ProcessHandle.current().pid(), "ps -o args= --ppid " + started, "sh"),
        result.out().lines().toList());
  }
}
