// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.asrole.it.AsRole.Result;
import io.asrole.it.AsRole.Way;
import io.asrole.sandbox.Sandbox;
import io.asrole.sandbox.SandboxOptions;
import io.asrole.sandbox.control.Fault;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A session that still holds is used whatever happens to AWS; without one the failure is quick. */
@Execution(ExecutionMode.CONCURRENT) // they wait for servers
@Tag("one-jdk")
class StabilityIT {
  private static final String ROLE = "ExampleAssumedRole";

  /** The longest that a start waits for AWS, and as much as a slow machine may add. */
  private static final Duration BOUND = Duration.ofSeconds(30 + 15);

  @AutoClose final Sandbox aws = Sandbox.start();
  @TempDir Path home;

  /** What may be wrong with AWS. */
  enum Outage {
    STS_HANGS,
    STS_DRIPS,
    STS_UNAVAILABLE,
    STS_THROTTLES,
    STS_GARBLED,
    IMDS_HANGS,
    IMDS_FAILS,
    IMDS_THROTTLES,
    NOTHING_LISTENS;

    void strikes(Sandbox aws) {
      switch (this) {
        case STS_HANGS -> aws.queue(Fault.hang("sts").always());
        case STS_DRIPS -> aws.queue(Fault.drip("sts").always());
        case STS_UNAVAILABLE -> aws.queue(Fault.status("sts", 503).always());
        case STS_THROTTLES -> aws.queue(Fault.throttle("sts").always());
        case STS_GARBLED -> aws.queue(Fault.garbled("sts").always());
        case IMDS_HANGS -> aws.queue(Fault.hang("imds").always());
        case IMDS_FAILS -> aws.queue(Fault.status("imds", 500).always());
        case IMDS_THROTTLES -> aws.queue(Fault.throttle("imds").always());
        case NOTHING_LISTENS -> aws.close();
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Outage.class)
  void aSessionThatStillHoldsIsUsedInAnOutage(Outage outage) {
    AsRole asrole = AsRole.in(aws, home).by(Way.JAR);
    String first = asrole.accessKeyId(ROLE);
    StoredSession.onlyOneOf(asrole).is(Duration.ofMinutes(55), Duration.ofMinutes(5));
    outage.strikes(aws);
    assertEquals(first, within(BOUND, () -> asrole.accessKeyId(ROLE)));
  }

  @ParameterizedTest
  @EnumSource(Way.class)
  void withoutASessionAHangingStsIsOneLineWithinTheBound(Way way) {
    aws.queue(Fault.hang("sts").always());
    Result result =
        within(BOUND, () -> AsRole.in(aws, home).by(way).run(ROLE, "--", "echo", "started"));
    assertEquals(new Result(125, "", silentSts()), result);
  }

  private String silentSts() {
    return "asrole: cannot assume arn:aws:iam::123456789012:role/ExampleAssumedRole: no usable"
        + " answer from STS at "
        + aws.environment().get("AWS_ENDPOINT_URL_STS")
        + " (AWS_ENDPOINT_URL_STS): Read timed out; run: asrole doctor ExampleAssumedRole\n";
  }

  @Test
  void aSessionThatEndsWhileStsHangsIsNotUsed() {
    AsRole asrole = AsRole.in(aws, home).by(Way.JAR);
    asrole.accessKeyId(ROLE);
    StoredSession.onlyOneOf(asrole).is(Duration.ofMinutes(60), Duration.ofSeconds(8));
    aws.queue(Fault.hang("sts").always());
    Result result = asrole.run(ROLE, "--", "echo", "started");
    assertEquals(new Result(125, "", silentSts()), result);
  }

  @Test
  void sourceKeysThatAreOverAreForStsToJudge() throws Exception {
    AsRole asrole = AsRole.in(aws, home).by(Way.JAR);
    String first = asrole.accessKeyId(ROLE);
    try (Sandbox brief =
        Sandbox.start(SandboxOptions.defaults().withImdsLifetime(Duration.ofSeconds(3)))) {
      imdsKeepsItsKeysForever(brief);
      AsRole late = AsRole.in(brief, home).by(Way.JAR);
      Result refused = late.run(ROLE, "--", "echo", "started");
      String line =
          "asrole: cannot assume arn:aws:iam::123456789012:role/ExampleAssumedRole: ExpiredToken:"
              + " The security token included in the request is expired; these credentials have"
              + " expired: renew them, or give another --source; run: asrole doctor"
              + " ExampleAssumedRole\n";
      assertEquals(new Result(125, "", line), refused);
      assertEquals(1, brief.counters().signedWithExpiredKeys());
    }
    assertEquals(first, asrole.accessKeyId(ROLE));
  }

  @Test
  void sourceKeysThatAreOverLeaveASessionInUse() throws Exception {
    try (Sandbox brief =
        Sandbox.start(SandboxOptions.defaults().withImdsLifetime(Duration.ofSeconds(15)))) {
      AsRole asrole = AsRole.in(brief, home).by(Way.JAR);
      String first = asrole.accessKeyId(ROLE);
      imdsKeepsItsKeysForever(brief);
      StoredSession.onlyOneOf(asrole).is(Duration.ofMinutes(55), Duration.ofMinutes(5));
      assertEquals(first, asrole.accessKeyId(ROLE));
      assertEquals(1, brief.counters().signedWithExpiredKeys());
      brief.clearFaults();
      Await.until(() -> !asrole.accessKeyId(ROLE).equals(first), () -> brief.counters().toString());
    }
  }

  /** Serves the keys of now even after they have ended, and waits for that. */
  private static void imdsKeepsItsKeysForever(Sandbox aws) throws Exception {
    String keys = Metadata.of(aws).credentials("ExampleRole");
    Matcher expiration = Pattern.compile("\"Expiration\" *: *\"([^\"]+)\"").matcher(keys);
    assertTrue(expiration.find(), keys);
    Instant end = Instant.parse(expiration.group(1));
    aws.queue(Fault.body("imds:/ExampleRole", 200, "text/plain", keys).always());
    Await.until(() -> Instant.now().isAfter(end), end::toString);
  }

  private static <T> T within(Duration most, Supplier<T> action) {
    long start = System.nanoTime();
    T result = action.get();
    Duration took = Duration.ofNanos(System.nanoTime() - start);
    assertTrue(took.compareTo(most) < 0, took::toString);
    return result;
  }
}
