// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.it;

import static io.asrole.it.Refusals.assertRefuses;
import static io.asrole.it.Refusals.assertRefusesWithMore;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.asrole.it.AsRole.Result;
import io.asrole.sandbox.Sandbox;
import io.asrole.sandbox.SandboxOptions;
import io.asrole.sandbox.control.Fault;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Answers of STS that are not in AWS's frame, late ones, and none. */
@Execution(ExecutionMode.CONCURRENT) // they wait for servers
@Tag("one-jdk")
class StsAnswersIT {
  private static final String VARIABLE = "AWS_ENDPOINT_URL_STS";
  private static final String CANNOT =
      "cannot assume arn:aws:iam::123456789012:role/ExampleAssumedRole: ";
  private static final String MEMBERS =
      "AccessKeyId, SecretAccessKey, SessionToken or Expiration; check that the endpoint is"
          + " STS";
  private static final String KEYS =
      """
      <AssumeRoleResponse><AssumeRoleResult><Credentials><AccessKeyId>ASIAQQQQQQQQQQQQQQQQ\
      </AccessKeyId><SecretAccessKey>sharp/secret+key</SecretAccessKey><SessionToken>token==\
      </SessionToken><Expiration>%s</Expiration></Credentials></AssumeRoleResult>\
      </AssumeRoleResponse>\
      """;

  @AutoClose final Sandbox aws = Sandbox.start();
  @TempDir Path home;

  static Stream<Arguments> oddBodies() {
    String long300 = "x".repeat(300);
    return Stream.of(
        Arguments.of(
            body(503, "<html>\n<body>Busy</body></html>"),
            "answered HTTP 503: <html> <body>Busy</body></html>"),
        Arguments.of(
            body(403, "<p>Blocked by the <br> proxy"),
            "answered HTTP 403: <p>Blocked by the <br> proxy"),
        Arguments.of(
            body(403, "<Error><Code>AccessDenied</Code></Error>"),
            "answered HTTP 403: AccessDenied, which is not an answer from STS"),
        Arguments.of(
            body(400, "{\"message\":\"no\"}"),
            "answered HTTP 400: no, which is not an answer from STS"),
        Arguments.of(body(400, long300), "answered HTTP 400: " + long300.substring(0, 200) + "..."),
        Arguments.of(body(500, ""), "answered HTTP 500 with an empty body"),
        Arguments.of(body(404, ""), "answered HTTP 404 with an empty body"));
  }

  @ParameterizedTest
  @MethodSource("oddBodies")
  void showsTheStatusAndTheBeginningOfAStrangeAnswer(Fault fault, String sentence) {
    aws.queue(fault.always());
    assertRefusesWithMore(CANNOT + sts() + " " + sentence, AsRole.in(aws, home));
  }

  static Stream<Arguments> uselessAnswers() {
    String lacks = "the answer from STS lacks " + MEMBERS;
    return Stream.of(
        Arguments.of(Fault.garbled("sts.AssumeRole"), lacks),
        Arguments.of(body(200, ""), lacks),
        Arguments.of(body(200, "<AssumeRoleResponse/>"), lacks),
        Arguments.of(
            body(200, KEYS.replace("token==", "").formatted("2099-01-01T00:00:00Z")), lacks),
        Arguments.of(
            body(200, "{}"), "no usable answer from STS: the answer is cut short or is not XML"),
        Arguments.of(
            Fault.truncated("sts.AssumeRole"),
            "no usable answer from STS: the answer is cut short or is not XML"),
        Arguments.of(
            body(200, KEYS.formatted("soon")),
            "no usable answer from STS: its Expiration is not a date"));
  }

  @ParameterizedTest
  @MethodSource("uselessAnswers")
  void startsNothingOnAnAnswerWithoutCredentials(Fault fault, String sentence) {
    aws.queue(fault.always());
    assertRefusesWithMore(CANNOT + sentence.replaceFirst("STS", sts()), AsRole.in(aws, home));
  }

  @ParameterizedTest
  @CsvSource({"Z, Z", ".123456789Z, .123456789Z", "+0000, Z", "+00:00, Z"})
  void readsExpirationsAsOtherServersWriteThem(String written, String read) {
    String soon =
        Instant.now().plus(Duration.ofHours(1)).truncatedTo(ChronoUnit.SECONDS).toString();
    String seconds = soon.replace("Z", "");
    aws.queue(body(200, KEYS.formatted(seconds + written)));
    Result result =
        AsRole.in(aws, home)
            .run(
                "ExampleAssumedRole",
                "--",
                "sh",
                "-c",
                "echo $AWS_SECRET_ACCESS_KEY $AWS_SESSION_TOKEN $AWS_CREDENTIAL_EXPIRATION");
    assertEquals("", result.err());
    assertEquals("sharp/secret+key token== " + seconds + read + "\n", result.out());
  }

  @Test
  void takesNoSessionThatEndsLaterThanAnyOfAws() {
    aws.queue(body(200, KEYS.formatted("2099-01-01T00:00:00Z")).always());
    Result result = AsRole.in(aws, home).run("ExampleAssumedRole", "--", "echo", "started");
    String line =
        CANNOT
            + "the session from "
            + sts()
            + " ends at 2099-01-01T00:00:00Z, more than 12 hours after this host's time; check the"
            + " endpoint and the clock of this host, which says ";
    assertTrue(result.err().startsWith("asrole: " + line), result::err);
    assertEquals(1, result.err().lines().count(), result::err);
    assertEquals(125, result.exitCode());
    assertEquals("", result.out());
  }

  @Test
  void doesNotWaitForeverForAnAnswer() {
    aws.queue(Fault.hang("sts.AssumeRole").always());
    assertTimeout(
        Duration.ofSeconds(40),
        () ->
            assertRefusesWithMore(
                CANNOT + "no usable answer from " + sts() + ": Read timed out",
                AsRole.in(aws, home)));
  }

  @Test
  void doesNotWaitForeverForTheEndOfAnAnswer() {
    aws.queue(Fault.drip("sts.AssumeRole").always());
    assertTimeout(
        Duration.ofSeconds(60),
        () ->
            assertRefuses(
                "no role session within 30 s: the source credentials or STS take too long; --debug"
                    + " shows which",
                AsRole.in(aws, home)));
  }

  @Test
  void namesTheEndpointThatRefusesConnections() {
    String dead = Loopback.deadUrl();
    assertRefusesWithMore(
        CANNOT
            + "no usable answer from STS at "
            + dead
            + " (AWS_ENDPOINT_URL_STS): Connection refused",
        AsRole.in(aws, home).with(VARIABLE, dead));
  }

  @Test
  void namesTheHostThatIsUnknown() {
    assertRefusesWithMore(
        CANNOT
            + "no usable answer from STS at http://sts.invalid (AWS_ENDPOINT_URL): unknown host"
            + " sts.invalid: check the region and the name server of this host",
        AsRole.in(aws, home).without(VARIABLE).with("AWS_ENDPOINT_URL", "http://sts.invalid"));
  }

  @Test
  void namesTheEndpointThatIsNoUrl() {
    assertRefuses(
        "malformed AWS_ENDPOINT_URL_STS 'foo': expected a URL such as https://HOST",
        AsRole.in(aws, home).with(VARIABLE, "foo"));
  }

  @Test
  void takesAnEmptyVariableForNone() {
    String url = String.valueOf(aws.environment().get(VARIABLE));
    AsRole asrole = AsRole.in(aws, home).with(VARIABLE, "").with("AWS_ENDPOINT_URL", url);
    assertEquals(new Result(0, "", ""), asrole.run("ExampleAssumedRole", "--", "true"));
  }

  @ParameterizedTest
  @CsvSource({"60, behind, Signature expired", "-60, ahead, Signature not yet current"})
  void showsBothClocksWhenTheyDiffer(int minutes, String side, String code) {
    SandboxOptions options = SandboxOptions.defaults().withClockOffset(Duration.ofMinutes(minutes));
    try (Sandbox elsewhen = Sandbox.start(options)) {
      Instant before = Instant.now();
      String err = AsRole.in(elsewhen, home).run("ExampleAssumedRole", "--", "true").err();
      Matcher told =
          Pattern.compile(
                  Pattern.quote("asrole: " + CANNOT + "SignatureDoesNotMatch: " + code + ": ")
                      + "\\w+ is (?:now earlier|still later) than \\w+ \\((\\w+) . 15 min\\.\\);"
                      + " the clock of this host says (\\w+) and that of AWS (\\w+): this host is"
                      + " (?:1 h 0 min [0-9]|59 min 5[0-9]) s "
                      + side
                      + "; correct its clock; run: asrole doctor ExampleAssumedRole\n")
              .matcher(err);
      assertTrue(told.matches(), err);
      assertEquals(told.group(1), told.group(3));
      assertTrue(told.group(2).compareTo(basic(before)) >= 0, err);
      assertTrue(told.group(2).compareTo(basic(Instant.now())) <= 0, err);
    }
  }

  private static String basic(Instant instant) {
    return instant.toString().replaceFirst("\\.\\d+", "").replaceAll("[-:]", "");
  }

  private String sts() {
    return "STS at " + aws.environment().get(VARIABLE) + " (" + VARIABLE + ")";
  }

  private static Fault body(int status, String text) {
    return Fault.body("sts.AssumeRole", status, "text/xml", text);
  }
}
