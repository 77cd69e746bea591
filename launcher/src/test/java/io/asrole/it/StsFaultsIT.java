// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.it;

import static io.asrole.it.Refusals.assertRefuses;
import static io.asrole.it.Refusals.assertRefusesWithMore;
import static io.asrole.it.Refusals.assertStarts;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.asrole.sandbox.Sandbox;
import io.asrole.sandbox.control.Fault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What STS says no with, word for word in AWS's frame, and what asrole makes of it. */
class StsFaultsIT {
  private static final String ROLE = "arn:aws:iam::123456789012:role/ExampleAssumedRole";
  private static final String CANNOT = "cannot assume " + ROLE + ": ";
  private static final String CALLER =
      "arn:aws:sts::123456789012:assumed-role/ExampleRole/i-0123456789abcdef0";
  private static final String DENIED =
      "AccessDenied: User: "
          + CALLER
          + " is not authorized to perform: sts:AssumeRole on resource: ";
  private static final String WHY_DENIED =
      "; the role must exist, its trust policy must name this caller, and this caller's"
          + " policies must allow it";

  private static final Duration DENIAL_REMEMBERED = Duration.ofSeconds(5);

  @AutoClose final Sandbox aws = Sandbox.start();
  @TempDir Path home;

  static Stream<Arguments> errors() {
    return Stream.of(
        Arguments.of(
            error(403, "ExpiredToken", "The security token included in the request is expired"),
            "ExpiredToken: The security token included in the request is expired; these"
                + " credentials have expired: renew them, or give another --source"),
        Arguments.of(
            error(
                403,
                "InvalidClientTokenId",
                "The security token included in the request is" + " invalid."),
            "InvalidClientTokenId: The security token included in the request is invalid; STS does"
                + " not know these credentials: check the key, the session token, the partition and"
                + " the region"),
        Arguments.of(
            error(
                403,
                "RegionDisabledException",
                "STS is not activated in this region for account:123456789012. Your account"
                    + " administrator can activate STS in this region using the IAM Console."),
            "RegionDisabledException: STS is not activated in this region for account:123456789012."
                + " Your account administrator can activate STS in this region using the IAM"
                + " Console; or give another --region"),
        Arguments.of(
            error(
                403,
                "SignatureDoesNotMatch",
                "The request signature we calculated does not match"
                    + " the signature you provided."),
            "SignatureDoesNotMatch: The request signature we calculated does not match the"
                + " signature you provided"),
        Arguments.of(error(400, "Throttling", "Rate exceeded"), "Throttling: Rate exceeded"),
        Arguments.of(
            error(500, "InternalFailure", "We had a problem."),
            "InternalFailure: We had a problem"),
        Arguments.of(
            error(503, "ServiceUnavailable", ""), "ServiceUnavailable: HTTP 503 and no message"),
        Arguments.of(
            error(
                403,
                "AccessDenied",
                "User: A is not authorized to perform: sts:AssumeRole on resource: R because no"
                    + " identity-based policy allows the sts:AssumeRole action"),
            "AccessDenied: User: A is not authorized to perform: sts:AssumeRole on resource: R"
                + " because no identity-based policy allows the sts:AssumeRole action"),
        Arguments.of(
            error(403, "AccessDenied", "Roles may not be assumed by root accounts."),
            "AccessDenied: Roles may not be assumed by root accounts"),
        Arguments.of(error(403, "AccessDenied", "One\n\tand two."), "AccessDenied: One and two"));
  }

  @ParameterizedTest
  @MethodSource("errors")
  void passesAwsCodeAndWordsOn(Fault fault, String sentence) {
    aws.queue(fault.always());
    assertRefusesWithMore(CANNOT + sentence, AsRole.in(aws, home));
  }

  @Test
  void saysThatTheRoleAllowsLessTime() {
    String words = "The requested DurationSeconds exceeds the MaxSessionDuration set for this role";
    aws.queue(error(400, "ValidationError", words + ".").always());
    assertRefuses(
        CANNOT + "ValidationError: " + words + "; give a shorter --duration", AsRole.in(aws, home));
  }

  @Test
  void saysWhatADenialMayMean() {
    aws.queue(Fault.denied("sts.AssumeRole").always());
    assertRefusesWithMore(CANNOT + DENIED + ROLE + WHY_DENIED, AsRole.in(aws, home));
  }

  @Test
  void asksOnceForManyStartsThatAreDenied() {
    AsRole asrole = AsRole.in(aws, home);
    String nobodys = "arn:aws:iam::123456789012:role/NoSuchRole";
    long start = System.nanoTime();
    for (int i = 0; i < 3; i++) {
      assertRefusesWithMore(
          "cannot assume " + nobodys + ": " + DENIED + nobodys + WHY_DENIED,
          asrole,
          List.of("NoSuchRole"));
    }
    Duration took = Duration.ofNanos(System.nanoTime() - start);
    // A start that comes later than a denial is remembered asks again.
    long most = 1 + took.dividedBy(DENIAL_REMEMBERED);
    long calls = aws.counters().calls("sts.AssumeRole");
    assertTrue(calls <= most, () -> calls + " calls in " + took);
  }

  @Test
  void asksAgainAfterAnOutage() {
    AsRole asrole = AsRole.in(aws, home);
    aws.queue(error(500, "InternalFailure", "We had a problem").always());
    assertRefusesWithMore(CANNOT + "InternalFailure: We had a problem", asrole);
    aws.clearFaults();
    assertStarts(asrole);
  }

  @Test
  void triesAgainWhenThrottledOrBroken() {
    aws.queue(Fault.throttle("sts.AssumeRole"));
    aws.queue(Fault.status("sts.AssumeRole", 503));
    assertStarts(AsRole.in(aws, home));
    assertEquals(3, aws.counters().calls("sts.AssumeRole"));
  }

  @Test
  void passesAnUnusualArnOnToSts() {
    for (String arn :
        List.of(
            "arn:aws:iam:::role/ExampleAssumedRole",
            "arn:aws:iam::12345:role/x",
            "arn:aws:iam::123456789012:user/ExampleAssumedRole")) {
      assertRefuses(
          "cannot assume " + arn + ": ValidationError: " + arn + " is invalid",
          AsRole.in(aws, home),
          List.of(arn));
    }
    assertEquals(3, aws.counters().calls("sts.AssumeRole"));
  }

  private static Fault error(int status, String code, String message) {
    return Fault.body(
        "sts.AssumeRole",
        status,
        "text/xml",
        """
        <ErrorResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/">
          <Error>
            <Type>Sender</Type>
            <Code>%s</Code>
            <Message>%s</Message>
          </Error>
          <RequestId>615b8504-0000-0000-0000-000000000000</RequestId>
        </ErrorResponse>
        """
            .formatted(code, message));
  }
}
