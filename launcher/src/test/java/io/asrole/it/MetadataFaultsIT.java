// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.it;

import static io.asrole.it.Refusals.assertRefuses;
import static io.asrole.it.Refusals.assertRefusesWithMore;
import static io.asrole.it.Refusals.assertStarts;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import io.asrole.sandbox.Sandbox;
import io.asrole.sandbox.control.Fault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What instance metadata answers when it does not answer as it should, once a token is had. */
@Tag("one-jdk")
class MetadataFaultsIT {
  private static final String READ = "cannot read instance metadata: ";
  private static final String CREDENTIALS =
      "cannot get source credentials from instance metadata: ";
  private static final String REGION = "/latest/meta-data/placement/region";
  private static final String INFO = "/latest/meta-data/iam/info";
  private static final String ROLES = "/latest/meta-data/iam/security-credentials/";
  private static final String ROLE = ROLES + "ExampleRole";
  private static final String PAGE =
      "<!DOCTYPE html> <html><head><title>Log in to the network</title></head></html>";

  /** Less than the bound of a whole start, which would hide an endless wait. */
  private static final Duration SOON = Duration.ofSeconds(12);

  @AutoClose final Sandbox aws = Sandbox.start();
  @TempDir Path home;

  static Stream<Arguments> faults() {
    return Stream.of(
        Arguments.of(
            Fault.status("imds.get", 403),
            READ
                + "GET "
                + REGION
                + ": HTTP 403 Forbidden: instance metadata is turned off, or something on this host"
                + " blocks it"),
        Arguments.of(
            Fault.status("imds.get", 401),
            READ + "GET " + REGION + ": HTTP 401 Unauthorized, also with a new token"),
        Arguments.of(
            Fault.throttle("imds.get"),
            READ + "GET " + REGION + ": HTTP 503 on every attempt: throttled"),
        Arguments.of(
            Fault.status("imds.get", 429),
            READ + "GET " + REGION + ": HTTP 429 on every attempt: throttled"),
        Arguments.of(Fault.status("imds.get", 500), READ + "GET " + REGION + ": HTTP 500"),
        Arguments.of(Fault.status("imds.get", 302), READ + "GET " + REGION + ": HTTP 302"),
        Arguments.of(
            Fault.garbled("imds:" + ROLES),
            READ + "GET " + ROLES + " returned something else: " + PAGE),
        Arguments.of(
            Fault.truncated("imds:" + ROLES), READ + "GET " + ROLES + ": the answer ended early"),
        Arguments.of(
            Fault.body("imds:" + ROLES, 200, "text/plain", ""),
            CREDENTIALS + "the instance profile has no role"),
        Arguments.of(
            Fault.status("imds:" + ROLE, 404),
            CREDENTIALS + "GET " + ROLE + " did not return credentials"),
        Arguments.of(
            Fault.garbled("imds:" + ROLE),
            READ + "GET " + ROLE + " returned something else: " + PAGE),
        Arguments.of(
            Fault.truncated("imds:" + ROLE), READ + "GET " + ROLE + ": the answer ended early"),
        Arguments.of(
            Fault.body("imds:" + ROLE, 200, "text/plain", "{\"Code\" : \"Success\","),
            READ + "GET " + ROLE + " returned something else: not a JSON object"),
        Arguments.of(
            Fault.body("imds:" + ROLE, 200, "text/plain", "{\"Code\":\"Success\"}"),
            CREDENTIALS + "GET " + ROLE + " did not return credentials"),
        Arguments.of(
            Fault.denied("imds:" + ROLE),
            CREDENTIALS
                + "AssumeRoleUnauthorizedAccess: EC2 cannot assume the role ExampleRole. Please see"
                + " documentation at"
                + " https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_iam-ec2.html#troubleshoot_iam-ec2_errors-info-doc;"
                + " the trust policy of ExampleRole must name EC2 (a change can take an hour to"
                + " reach the instance)"));
  }

  @ParameterizedTest
  @MethodSource("faults")
  void refusesInOneLine(Fault fault, String sentence) {
    aws.queue(fault.always());
    assertTimeout(SOON, () -> assertRefusesWithMore(sentence, patient()));
    assertEquals(0, aws.counters().calls("sts.AssumeRole"));
  }

  @Test
  void saysThatNothingNamesTheRegion() {
    aws.queue(Fault.status("imds.get", 404).always());
    assertRefuses(
        "no region: give --region, or set AWS_REGION, or region in the AWS config file", patient());
  }

  @ParameterizedTest
  @ValueSource(strings = {ROLES, ROLE})
  void givesUpOnAnItemThatDoesNotCome(String path) {
    aws.queue(Fault.hang("imds:" + path).always());
    assertTimeout(SOON, () -> assertRefusesWithMore(silence(path), AsRole.in(aws, home)));
  }

  @Test
  void givesUpOnAnItemThatComesByteByByte() {
    aws.queue(Fault.drip("imds:" + ROLE).always());
    assertTimeout(SOON, () -> assertRefusesWithMore(silence(ROLE), AsRole.in(aws, home)));
  }

  @ParameterizedTest
  @ValueSource(ints = {429, 500, 503})
  void triesAgainAfterAPassingTrouble(int status) {
    aws.queue(Fault.status("imds.get", status).times(2));
    aws.queue(Fault.status("imds.token", status).times(1));
    assertStarts(patient());
  }

  @Test
  void asksForANewTokenWhenTheOldOneIsNoLongerTaken() {
    aws.queue(Fault.status("imds:" + ROLES, 401));
    assertStarts(patient());
    assertEquals(2, aws.counters().calls("imds.token"));
  }

  @Test
  void namesTheInstanceWithoutAProfile() {
    String sentence = CREDENTIALS + "this instance has no instance profile";
    assertRefusesInWorld(
        sentence, ",\n    \"profile\": \"ExampleRole\",\n    \"role\": \"ExampleRole\"", "");
  }

  @Test
  void namesTheProfileWithoutARole() {
    String sentence = CREDENTIALS + "the instance profile has no role";
    assertRefusesInWorld(sentence, ",\n    \"role\": \"ExampleRole\"", "");
  }

  @Test
  void namesTheTrustPolicyThatLacksEc2() {
    String sentence =
        CREDENTIALS
            + "AssumeRoleUnauthorizedAccess: EC2 cannot assume the role ExampleRole. Please see"
            + " documentation at"
            + " https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_iam-ec2.html#troubleshoot_iam-ec2_errors-info-doc;"
            + " the trust policy of ExampleRole must name EC2 (a change can take an hour to reach"
            + " the instance)";
    assertRefusesInWorld(sentence, "ec2.amazonaws.com", "rds.amazonaws.com");
  }

  @Test
  void namesTheProfileThatWasDeleted() {
    aws.queue(Fault.status("imds:" + ROLES, 404).always());
    aws.queue(
        Fault.body(
                "imds:" + INFO,
                200,
                "text/plain",
                "{\"Code\" : \"InstanceProfileNotFound\", \"Message\" : \"Instance Profile with id"
                    + " AIPA1 cannot be found.\"}")
            .always());
    assertRefusesWithMore(
        CREDENTIALS
            + "InstanceProfileNotFound: Instance Profile with id AIPA1 cannot be found; the"
            + " instance profile was deleted and must be associated again",
        patient());
  }

  @Test
  void needsNeitherCodeNorExpirationNorInstanceId() {
    String document = Metadata.of(aws).get(ROLE).replaceAll("\"(Code|Expiration)\"", "\"Other\"");
    aws.queue(Fault.body("imds:" + ROLE, 200, "text/plain", document));
    aws.queue(Fault.status("imds:/latest/meta-data/instance-id", 404));
    assertStarts(patient());
  }

  private void assertRefusesInWorld(String sentence, String old, String replacement) {
    try (Sandbox other = Sandbox.start(Worlds.seedWith(old, replacement))) {
      assertRefusesWithMore(
          sentence, AsRole.in(other, home).with("AWS_METADATA_SERVICE_TIMEOUT", "5"));
    }
  }

  private String silence(String path) {
    return READ + "no answer from " + Metadata.of(aws).base() + path + " within 1.0 s";
  }

  /** So that a slow machine is not taken for silent metadata. */
  private AsRole patient() {
    return AsRole.in(aws, home).with("AWS_METADATA_SERVICE_TIMEOUT", "5");
  }
}
