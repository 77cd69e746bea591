// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.asrole.it.AsRole.Result;
import io.asrole.it.AsRole.Running;
import io.asrole.it.AsRole.Way;
import io.asrole.sandbox.Sandbox;
import io.asrole.sandbox.SandboxOptions;
import io.asrole.sandbox.control.Fault;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A session's way from fresh to over: who renews it, and when. */
@Tag("one-jdk")
class ExpiryIT {
  private static final String ROLE = "ExampleAssumedRole";
  private static final String LIMITED =
      "asrole: warning: arn:aws:iam::123456789012:role/ExampleAssumedRole: asked for 7200 s, but"
          + " AWS limits role chaining to one hour: the session lasts 3600 s\n";

  @AutoClose final Sandbox aws = Sandbox.start();
  @TempDir Path home;

  @ParameterizedTest
  @EnumSource(Way.class)
  void aStartAfterTheEndGetsAnotherSession(Way way) {
    Duration life = Duration.ofSeconds(8);
    try (Sandbox brief = Sandbox.start(SandboxOptions.defaults().withLifetime(life))) {
      AsRole asrole = AsRole.in(brief, home).by(way);
      String first = asrole.accessKeyId(ROLE);
      Instant end = Instant.parse(StoredSession.onlyOneOf(asrole).get("expiration"));
      Await.until(() -> Instant.now().isAfter(end), end::toString);
      assertNotEquals(first, asrole.accessKeyId(ROLE));
    }
  }

  @Test
  void aStartInTheLastQuarterRenewsFirst() {
    AsRole asrole = AsRole.in(aws, home).by(Way.JAR);
    String first = asrole.accessKeyId(ROLE);
    StoredSession.onlyOneOf(asrole).is(Duration.ofMinutes(46), Duration.ofMinutes(14));
    assertNotEquals(first, asrole.accessKeyId(ROLE));
    assertEquals(2, aws.counters().calls("sts.AssumeRole"));
  }

  @Test
  void aStartInTheLastThirdUsesTheSessionAndHasItRenewed() {
    AsRole asrole = AsRole.in(aws, home).by(Way.JAR);
    String first = asrole.accessKeyId(ROLE);
    inItsLastThird(asrole);
    assertEquals(first, asrole.accessKeyId(ROLE));
    Await.until(() -> !asrole.accessKeyId(ROLE).equals(first), () -> aws.counters().toString());
    assertEquals(2, aws.counters().calls("sts.AssumeRole"));
    // The session can be read a little before the claim of who made it is given up.
    Await.until(() -> asrole.storeFiles(".renewing").isEmpty(), () -> "still renewing");
  }

  @Test
  void oneProcessOnItsOwnRenewsForAllStarts() {
    AsRole asrole = AsRole.in(aws, home).by(Way.JAR);
    String first = asrole.accessKeyId(ROLE);
    inItsLastThird(asrole);
    aws.queue(Fault.hang("sts.AssumeRole"));
    Running running = asrole.start(ROLE, "--", "sh", "-c", "echo $AWS_ACCESS_KEY_ID; exec cat");
    Await.until(() -> running.output().strip().equals(first), running::complaints);
    Await.until(() -> aws.counters().calls("sts.AssumeRole") == 2, () -> aws.counters().toString());
    List<ProcessTable.Entry> renewing = renewing(running);
    assertEquals(1, renewing.size(), renewing::toString);
    ProcessTable.Entry command = ProcessTable.of(running.process().pid());
    assertNotEquals(command.pid(), renewing.get(0).parent());
    assertNotEquals(command.session(), renewing.get(0).session());
    assertEquals(renewing.get(0).pid(), renewing.get(0).session());
    assertEquals(first, asrole.accessKeyId(ROLE));
    assertTrue(renewing.containsAll(renewing(running)), () -> renewing(running).toString());
    aws.clearFaults();
    Await.until(() -> !asrole.accessKeyId(ROLE).equals(first), () -> aws.counters().toString());
    Await.until(() -> renewing(running).isEmpty(), () -> renewing(running).toString());
    assertEquals(0, running.result().exitCode());
  }

  @Test
  void credentialsRenewsAtOnceInTheLastThird() {
    AsRole asrole = AsRole.in(aws, home);
    String first = asrole.accessKeyId(ROLE).strip();
    inItsLastThird(asrole);
    String second = asrole.run("credentials", ROLE).out();
    assertTrue(second.contains("\"AccessKeyId\""), second);
    assertTrue(!second.contains(first), second);
    assertEquals(2, aws.counters().calls("sts.AssumeRole"));
    assertEquals(second, asrole.run("credentials", ROLE).out());
    assertEquals(2, aws.counters().calls("sts.AssumeRole"));
  }

  @Test
  void credentialsPrintsASessionToItsEndWhenTheRoleIsDeniedNow() {
    AsRole asrole = AsRole.in(aws, home);
    String first = asrole.accessKeyId(ROLE).strip();
    inItsLastThird(asrole);
    aws.queue(Fault.denied("sts.AssumeRole").always());
    for (int time = 0; time < 2; time++) {
      Result result = asrole.run("credentials", ROLE);
      assertEquals(0, result.exitCode(), result.err());
      assertTrue(result.out().contains(first), result.out());
      assertTrue(result.err().contains(": AccessDenied: "), result.err());
      assertEquals(1, result.err().lines().count(), result.err());
    }
  }

  @Test
  void credentialsSaysWhyItPrintsASessionThatItCouldNotRenew() {
    AsRole asrole = AsRole.in(aws, home);
    String first = asrole.accessKeyId(ROLE).strip();
    inItsLastThird(asrole);
    aws.queue(Fault.status("sts.AssumeRole", 503).always());
    for (int time = 0; time < 2; time++) { // The second time the failure is remembered.
      Result result = asrole.run("credentials", ROLE);
      assertEquals(0, result.exitCode(), result.err());
      assertTrue(result.out().contains(first), result.out());
      assertTrue(
          result
              .err()
              .matches(
                  "asrole: warning: cannot renew arn:aws:iam::123456789012:role/ExampleAssumedRole,"
                      + " which ends 20\\S+Z: cannot assume .*503.*\n"),
          result.err());
    }
    StoredSession.onlyOneOf(asrole).is(Duration.ofMinutes(61), Duration.ofMinutes(-1));
    Result over = asrole.run("credentials", ROLE);
    assertEquals(125, over.exitCode());
    assertEquals("", over.out());
    assertTrue(over.err().startsWith("asrole: cannot assume "), over.err());
  }

  @ParameterizedTest
  @EnumSource(Way.class)
  void remembersThatRoleChainingIsLimitedToAnHour(Way way) {
    AsRole asrole = AsRole.in(aws, home).by(way);
    String[] twoHours = {"--duration", "2h", ROLE, "--", "echo", "started"};
    assertEquals(new Result(0, "started\n", LIMITED), asrole.run(twoHours));
    assertEquals(2, aws.counters().calls("sts.AssumeRole"));
    assertEquals(new Result(0, "started\n", ""), asrole.run(twoHours));
    assertEquals(2, aws.counters().calls("sts.AssumeRole"));
    StoredSession.onlyOneOf(asrole).is(Duration.ofMinutes(61), Duration.ofMinutes(-1));
    assertEquals(new Result(0, "started\n", ""), asrole.run(twoHours));
    assertEquals(3, aws.counters().calls("sts.AssumeRole"));
    assertEquals("3600", aws.counters().lastAssumeRole().get("DurationSeconds"));
  }

  private static void inItsLastThird(AsRole asrole) {
    StoredSession.onlyOneOf(asrole).is(Duration.ofMinutes(42), Duration.ofMinutes(18));
  }

  /** The processes of this sandbox but for the command. */
  private List<ProcessTable.Entry> renewing(Running command) {
    String mark = "ASROLE_SANDBOX_CONTROL=" + aws.environment().get("ASROLE_SANDBOX_CONTROL");
    return ProcessTable.withInEnvironment(mark).stream()
        .filter(entry -> entry.pid() != command.process().pid())
        .toList();
  }
}
