// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.asrole.it.AsRole.Result;
import io.asrole.it.AsRole.Running;
import io.asrole.sandbox.Sandbox;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** The script starts a command with {@code --refresh}, and prints credentials, without Java. */
@Tag("one-jdk")
class WarmRefreshIT {
  private static final String ROLE = "ExampleAssumedRole";

  @AutoClose final Sandbox aws = Sandbox.start();
  @TempDir Path home;

  /** asrole with a Java that {@link #breakJava} can break: a warm start compares JAVA_HOME. */
  private AsRole withOwnJava(AsRole asrole) {
    Path java = AsRole.JAVA_HOME.resolve("bin/java");
    NoJava.java(home.resolve("java"), "exec " + java + " \"$@\"");
    return asrole.with("JAVA_HOME", home.resolve("java").toString());
  }

  private void breakJava() {
    NoJava.java(home.resolve("java"), "exit 1");
  }

  private static void assertRunsJava(AsRole asrole, String... arguments) {
    Result result = asrole.run(arguments);
    assertEquals(125, result.exitCode(), result::out);
    assertTrue(result.err().contains("ended with status 1"), result::err);
  }

  private static List<String> sorted(Result result) {
    assertEquals("", result.err());
    assertEquals(0, result.exitCode());
    // bash sets _ and SHLVL.
    return result.out().lines().filter(l -> !l.matches("(_|SHLVL)=.*")).sorted().toList();
  }

  @ParameterizedTest
  @EnumSource(mode = Mode.EXCLUDE, names = "JAR")
  void startsWithTheSameEnvironment(Front front) {
    AsRole asrole = withOwnJava(front.of(AsRole.in(aws, home))).with("AWS_ACCESS_KEY_ID", "x");
    Result cold = asrole.run("--refresh", ROLE, "--", "env");
    breakJava();
    assertEquals(sorted(cold), sorted(asrole.run("--refresh", ROLE, "--", "env")));
    assertEquals(sorted(cold), sorted(asrole.run("--refresh", ROLE, "env")));
    assertEquals(0, asrole.run(ROLE, "--", "true").exitCode());
  }

  @Test
  void aPlainStartAfterwardsKeepsTheWarmStartWithRefresh() {
    AsRole asrole = withOwnJava(AsRole.in(aws, home));
    assertEquals(0, asrole.run("--refresh", ROLE, "--", "true").exitCode());
    assertEquals(0, asrole.run("forget", ROLE).exitCode());
    assertEquals(0, asrole.run(ROLE, "--", "true").exitCode());
    breakJava();
    assertEquals(0, asrole.run("--refresh", ROLE, "--", "true").exitCode());
  }

  @ParameterizedTest
  @CsvSource({
    "HTTPS_PROXY",
    "no_proxy",
    "PATH",
    "TMPDIR",
    "XDG_STATE_HOME",
    "AWS_METADATA_SERVICE_TIMEOUT",
    "AWS_PROFILE"
  })
  void runsJavaIfAVariableThatTheProcessGetsHasChanged(String variable) {
    AsRole asrole = withOwnJava(AsRole.in(aws, home));
    assertEquals(0, asrole.run("--refresh", ROLE, "--", "true").exitCode());
    breakJava();
    assertRunsJava(asrole.with(variable, "/usr/bin:/bin"), "--refresh", ROLE, "--", "true");
  }

  @ParameterizedTest
  @CsvSource({".config", ".process"})
  void runsJavaIfAGeneratedFileWasRewrittenOrRemoved(String ending) throws IOException {
    AsRole asrole = withOwnJava(AsRole.in(aws, home));
    assertEquals(0, asrole.run("--refresh", ROLE, "--", "true").exitCode());
    breakJava();
    Path file;
    try (var files = Files.list(home.resolve(".local/state/asrole"))) {
      file = files.filter(f -> f.toString().endsWith(ending)).findFirst().orElseThrow();
    }
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    Files.writeString(file, "rewritten");
    Files.setLastModifiedTime(file, FileTime.from(Instant.now().plusSeconds(1)));
    assertRunsJava(asrole, "--refresh", ROLE, "--", "true");
    Files.delete(file);
    assertRunsJava(asrole, "--refresh", ROLE, "--", "true");
  }

  @ParameterizedTest
  @EnumSource(mode = Mode.EXCLUDE, names = "JAR")
  void printsTheCredentialsThatJavaPrints(Front front) {
    AsRole asrole = front.of(AsRole.in(aws, home)).with("AWS_DEFAULT_PROFILE", "");
    assertEquals(0, asrole.run(ROLE, "--", "true").exitCode());
    for (String format : List.of("process", "env")) {
      // With an option, the call runs Java.
      Result java = asrole.run("credentials", "--format", format, "--duration=1h", ROLE);
      AsRole withoutJava = NoJava.on(asrole);
      List<String> expected = sorted(java);
      assertEquals(expected, sorted(withoutJava.run("credentials", "--format", format, ROLE)));
      assertEquals(expected, sorted(withoutJava.run("credentials", "--format=" + format, ROLE)));
    }
    assertEquals(
        sorted(asrole.run("credentials", ROLE)),
        sorted(NoJava.on(asrole).run("credentials", ROLE)));
    assertEquals(1, aws.counters().calls("sts.AssumeRole"));
  }

  @Test
  void oneCallRenewsForAllWhoAskInTheLastThird() {
    AsRole asrole = AsRole.in(aws, home);
    String first = asrole.run("credentials", ROLE).out();
    StoredSession.onlyOneOf(asrole).is(Duration.ofMinutes(41), Duration.ofMinutes(19));
    List<Running> asked =
        IntStream.range(0, 200).mapToObj(i -> asrole.start("credentials", ROLE)).toList();
    List<String> answers = asked.stream().map(r -> r.result().out()).distinct().toList();
    assertEquals(1, answers.size(), answers::toString);
    assertTrue(!answers.get(0).equals(first) && !answers.get(0).isEmpty(), answers::toString);
    assertEquals(2, aws.counters().calls("sts.AssumeRole"));
  }
}
