// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.asrole.it.AsRole.Result;
import io.asrole.it.AsRole.Running;
import io.asrole.sandbox.Sandbox;
import io.asrole.sandbox.control.Fault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each role session issued is a line in the system's log and in the history, and no start is. */
class AuditIT {
  private static final String ARN = "arn:aws:iam::123456789012:role/ExampleAssumedRole";

  @AutoClose final Sandbox aws = Sandbox.start();
  @TempDir Path home;

  /** Runs a script in which "$@" is asrole, on a system whose log then has so many lines. */
  private Result run(Front front, String script, int lines) {
    assumeTrue(Files.isExecutable(Path.of("/usr/bin/python3")), "SKIPPED: no python3 for a log");
    AsRole asrole = front.of(AsRole.in(aws, home));
    String withSyslog = Machine.script("with-syslog.sh");
    return Machine.in(asrole, "-rm", withSyslog, "\"$@\"", "0")
        .under("unshare", "-rm", withSyslog, script, "" + lines)
        .run();
  }

  private List<String> syslog() throws IOException {
    return Files.readAllLines(home.resolve("syslog"));
  }

  private static String value(String line, String key) {
    return line.replaceFirst(".* " + key + "=([^ ]*).*", "$1");
  }

  @ParameterizedTest
  @EnumSource(
      value = Front.class,
      names = {"SH", "BUSYBOX", "MKSH", "JAR"})
  void tellsOfEachSessionAndOfNoStart(Front front) throws IOException {
    Result result =
        run(
            front,
            """
            "$@" ExampleAssumedRole -- sh -c 'echo $$'
            "$@" ExampleAssumedRole -- true
            bad=$(printf 'x\\ntime=0 role=root expiration=0 `touch evil` $(touch evil) %%s \\033[2J')
            "$@" --role-session-name other ExampleAssumedRole -- "$bad" || echo $?
            """,
            2);
    List<String> log = syslog();
    assertEquals(2, log.size(), () -> log + result.err());
    assertEquals(2, aws.counters().calls("sts.AssumeRole"));
    String start = log.get(0);
    assertTrue(start.startsWith("<85>"), start); // authpriv.notice
    assertTrue(start.contains(" asrole: time=20"), start);
    assertEquals("exec", value(start, "subcommand"));
    assertEquals("sh", value(start, "command"));
    assertEquals(value(start, "pid") + "\n127\n", result.out(), result.err());
    assertEquals(ARN, value(start, "role"));
    assertEquals("root@i-0123456789abcdef0", value(start, "role_session_name"));
    assertEquals("0", value(start, "uid"));
    assertTrue(value(start, "access_key_id").matches("ASIA\\w{16}"), start);
    assertTrue(value(start, "request_id").matches("[-0-9a-f]{36}"), start);
    assertTrue(value(start, "expiration").matches("20[-\\d]+T[:\\d]+Z"), start);
    String bad = log.get(1);
    assertEquals("other", value(bad, "role_session_name"));
    assertTrue(
        bad.endsWith(
            " command=\"x\\u000atime=0 role=root expiration=0 `touch evil` $(touch evil) %s"
                + " \\u001b[2J\""),
        bad);
    assertFalse(Files.exists(home.resolve("evil")));
    assertEquals(
        log.stream().map(line -> line.replaceFirst(".* asrole: ", "")).toList(),
        Files.readAllLines(home.resolve(".cache/asrole/history")));
  }

  @Test
  void losesNoLineOfManyWriters() {
    AsRole asrole = AsRole.in(aws, home).with("AWS_METADATA_SERVICE_TIMEOUT", "10");
    List<Running> writers =
        IntStream.range(10, 14)
            .mapToObj(i -> asrole.start("--role-session-name", "n" + i, AsRole.ROLE, "--", "true"))
            .toList();
    writers.forEach(writer -> assertEquals(new Result(0, "", ""), writer.result()));
    assertEquals(
        IntStream.range(10, 14).mapToObj(i -> "n" + i).toList(),
        asrole
            .run("status", "--history")
            .out()
            .lines()
            .map(line -> value(line, "role_session_name"))
            .sorted()
            .toList());
  }

  @Test
  void tellsOfWordsAndOfSessionsWhoseStartFailsAfterwards() throws IOException {
    aws.queue(Fault.denied("sts.GetCallerIdentity").always());
    Result result =
        run(
            Front.SH,
            """
            "$@" whoami ExampleAssumedRole || echo $?
            "$@" credentials --role-session-name other ExampleAssumedRole >/dev/null
            """,
            2);
    assertEquals("125\n", result.out(), result.err());
    List<String> log = syslog();
    assertEquals(2, log.size(), log::toString);
    assertEquals("whoami", value(log.get(0), "subcommand"));
    assertEquals("credentials", value(log.get(1), "subcommand"));
    assertFalse(log.get(1).contains(" command="), log::toString);
  }

  @Test
  void doesNotWaitForALoggerThatHangs() throws IOException {
    Path logger = home.resolve("logger");
    Files.writeString(logger, "#!/bin/sh\necho $$ >\"" + home + "/pid\"\nexec sleep 1000\n");
    assertTrue(logger.toFile().setExecutable(true));
    String mounts = "mount --bind \"$HOME/logger\" /usr/bin/logger";
    AsRole asrole = AsRole.in(aws, home);
    Running start =
        Machine.prepared(asrole, "-rm", mounts).start(AsRole.ROLE, "--", "echo", "started");
    assertEquals(new Result(0, "started\n", ""), start.result(Duration.ofSeconds(60)));
    Await.until(() -> Files.exists(home.resolve("pid")), () -> "the logger never ran");
    Await.until(() -> !pid().isEmpty(), () -> "the logger has no id");
    ProcessHandle hanging = ProcessHandle.of(Long.parseLong(pid())).orElseThrow();
    assertTrue(hanging.isAlive());
    hanging.destroyForcibly();
  }

  private String pid() {
    try {
      return Files.readString(home.resolve("pid")).strip();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
