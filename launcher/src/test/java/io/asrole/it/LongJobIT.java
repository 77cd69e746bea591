// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.asrole.it.AsRole.Result;
import io.asrole.it.AsRole.Way;
import io.asrole.sandbox.Sandbox;
import io.asrole.sandbox.control.Fault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Jobs that need a session for some time, and starts that wait for AWS. */
@Tag("one-jdk")
class LongJobIT {
  private static final String ROLE = "ExampleAssumedRole";

  @AutoClose final Sandbox aws = Sandbox.start();
  @TempDir Path home;

  private final String[] job = {
    "--min-remaining", "50m", ROLE, "--", "printenv", "AWS_ACCESS_KEY_ID"
  };

  @ParameterizedTest
  @EnumSource(Way.class)
  void minRemainingOpensANewSessionOnlyIfLessTimeIsLeft(Way way) {
    AsRole asrole = AsRole.in(aws, home).by(way);
    String first = asrole.accessKeyId(ROLE);
    assertEquals(new Result(0, first + "\n", ""), asrole.run(job));
    StoredSession.onlyOneOf(asrole).is(Duration.ofMinutes(11), Duration.ofMinutes(49));
    Result second = asrole.run(job);
    assertNotEquals(first, second.out().strip());
    assertEquals(new Result(0, second.out(), ""), asrole.run(job));
    assertEquals(2, aws.counters().calls("sts.AssumeRole"));
  }

  @ParameterizedTest
  @EnumSource(Way.class)
  void aVariableSetsItForAllStarts(Way way) {
    AsRole asrole = AsRole.in(aws, home).by(way);
    String first = asrole.accessKeyId(ROLE);
    StoredSession.onlyOneOf(asrole).is(Duration.ofMinutes(11), Duration.ofMinutes(49));
    assertEquals(first, asrole.with("ASROLE_MIN_REMAINING", "40m").accessKeyId(ROLE));
    assertNotEquals(first, asrole.with("ASROLE_MIN_REMAINING", "50m").accessKeyId(ROLE));
    Refusals.assertRefuses(
        "ASROLE_MIN_REMAINING: 'soon' is not a duration: give seconds, or a number with s, m or h,"
            + " at most 12h",
        asrole.with("ASROLE_MIN_REMAINING", "soon"));
  }

  @Test
  void aSessionThatIsTooShortDoesNotStartTheCommand() {
    Result result =
        AsRole.in(aws, home).run("--min-remaining", "2h", ROLE, "--", "echo", "started");
    String ends = StoredSession.onlyOneOf(AsRole.in(aws, home)).get("expiration");
    assertEquals(
        new Result(
            125,
            "",
            "asrole: the new session of arn:aws:iam::123456789012:role/ExampleAssumedRole ends "
                + ends
                + ", and --min-remaining asks for 120 min; a longer session needs --duration, and"
                + " role chaining allows one hour\n"),
        result);
  }

  @ParameterizedTest
  @EnumSource(Way.class)
  void aJobThatIsRefusedForItsTimeRefusesNoOtherStart(Way way) {
    AsRole asrole = AsRole.in(aws, home).by(way);
    assertEquals(125, asrole.run("--min-remaining", "2h", ROLE, "--", "true").exitCode());
    assertEquals(List.of(), asrole.storeFiles(".refused"));
    assertEquals(List.of(), asrole.storeFiles(".failure"));
    Refusals.assertStarts(asrole);
    assertEquals(1, aws.counters().calls("sts.AssumeRole"));
  }

  @Test
  void aProfileWithAShortSessionRefusesOnlyTheLongJob() throws IOException {
    Path config =
        Files.writeString(
            home.resolve("config"),
            """
            [profile brief]
            role_arn = arn:aws:iam::123456789012:role/ExampleAssumedRole
            credential_source = Ec2InstanceMetadata
            duration_seconds = 900
            """);
    AsRole asrole = AsRole.in(aws, home).with("AWS_CONFIG_FILE", config.toString());
    assertEquals(125, asrole.run("--min-remaining", "50m", "brief", "--", "true").exitCode());
    Refusals.assertStarts(asrole, "brief");
    assertEquals(1, aws.counters().calls("sts.AssumeRole"));
  }

  @Test
  void anOutageDoesNotStartAJobWithLessTime() {
    AsRole asrole = AsRole.in(aws, home);
    asrole.accessKeyId(ROLE);
    StoredSession.onlyOneOf(asrole).is(Duration.ofMinutes(11), Duration.ofMinutes(49));
    aws.queue(Fault.status("sts.AssumeRole", 503).always());
    Result result = asrole.run(job);
    assertEquals(125, result.exitCode());
    assertTrue(result.err().startsWith("asrole: cannot assume "), result.err());
  }

  @ParameterizedTest
  @EnumSource(Way.class)
  void waitTriesAgainWhileAwsDoesNotAnswer(Way way) {
    AsRole asrole = AsRole.in(aws, home).by(way);
    aws.queue(Fault.status("sts.AssumeRole", 503).times(8));
    Result result = asrole.run("--wait", "2m", ROLE, "--", "echo", "started");
    assertEquals(new Result(0, "started\n", ""), result);
    assertTrue(aws.counters().calls("sts.AssumeRole") > 8, () -> aws.counters().toString());
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "1s"})
  void waitEndsAfterItsTime(String wait) {
    aws.queue(Fault.status("sts.AssumeRole", 503).always());
    Result result = AsRole.in(aws, home).run("--wait", wait, ROLE, "--", "echo", "started");
    assertEquals(125, result.exitCode());
    assertEquals("", result.out());
    assertEquals(1, result.err().lines().count(), result.err());
  }

  @Test
  void waitNeverTriesAgainAfterADenial() {
    aws.queue(Fault.denied("sts.AssumeRole").always());
    Result result = AsRole.in(aws, home).run("--wait", "2m", ROLE, "--", "echo", "started");
    assertEquals(125, result.exitCode());
    assertEquals(1, aws.counters().calls("sts.AssumeRole"));
  }
}
