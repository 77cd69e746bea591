// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.sandbox.sts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.asrole.sandbox.http.Response;
import io.asrole.sandbox.session.Credentials;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AssumeRoleTest {
  private final AssumeRoleCalls calls = new AssumeRoleCalls();

  @Test
  void answersInTheFrameOfAssumeRole() {
    Response response = calls.call(Map.of());
    Credentials opened = calls.opened(response).credentials();
    assertEquals(
        """
        <AssumeRoleResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/">
          <AssumeRoleResult>
            <AssumedRoleUser>
              <AssumedRoleId>%s:alice</AssumedRoleId>
              <Arn>arn:aws:sts::123456789012:assumed-role/ExampleAssumedRole/alice</Arn>
            </AssumedRoleUser>
            <Credentials>
              <AccessKeyId>%s</AccessKeyId>
              <SecretAccessKey>%s</SecretAccessKey>
              <SessionToken>%s</SessionToken>
              <Expiration>2026-01-01T01:00:00Z</Expiration>
            </Credentials>
          </AssumeRoleResult>
          <ResponseMetadata>
            <RequestId>%s</RequestId>
          </ResponseMetadata>
        </AssumeRoleResponse>
        """
            .formatted(
                calls.world.roles().get(1).id(),
                opened.accessKeyId(),
                opened.secretAccessKey(),
                opened.sessionToken(),
                response.headers().get("x-amzn-RequestId")),
        response.body());
  }

  @Test
  void keepsTheDurationThatWasAsked() {
    assertEquals(
        AssumeRoleCalls.NOW.plusSeconds(900),
        calls.opened(calls.call(Map.of("DurationSeconds", "900"))).credentials().expiration());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "RoleSessionName | a:b | Value 'a:b' at 'roleSessionName' failed to satisfy constraint: Member must satisfy regular expression pattern: [\\w+=,.@-]*",
        "RoleSessionName | a | Value 'a' at 'roleSessionName' failed to satisfy constraint: Member must have length greater than or equal to 2",
        "ExternalId | x | Value 'x' at 'externalId' failed to satisfy constraint: Member must have length greater than or equal to 2",
        "SourceIdentity | a b | Value 'a b' at 'sourceIdentity' failed to satisfy constraint: Member must satisfy regular expression pattern: [\\w+=,.@-]*",
        "DurationSeconds | 899 | Value '899' at 'durationSeconds' failed to satisfy constraint: Member must have value greater than or equal to 900",
        "DurationSeconds | 43201 | Value '43201' at 'durationSeconds' failed to satisfy constraint: Member must have value less than or equal to 43200",
        "RoleArn | Example | Value 'Example' at 'roleArn' failed to satisfy constraint: Member must have length greater than or equal to 20",
        "Tags.member.1.Key | a!b | Value 'a!b' at 'tags.1.member.key' failed to satisfy constraint: Member must satisfy regular expression pattern: [\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]+",
      })
  void checksLimits(String parameter, String value, String sentence) {
    Map<String, String> parameters = new HashMap<>(Map.of(parameter, value));
    if (parameter.startsWith("Tags")) {
      parameters.put("Tags.member.1.Value", "");
    }
    assertEquals(
        "400 ValidationError 1 validation error detected: " + sentence,
        Errors.of(calls.call(parameters)));
  }

  @Test
  void collectsValidationErrors() {
    assertEquals(
        "400 ValidationError 2 validation errors detected: Value null at 'roleArn' failed to"
            + " satisfy constraint: Member must not be null; Value null at 'roleSessionName' failed"
            + " to satisfy constraint: Member must not be null",
        Errors.of(
            calls.sts.answer(
                new SignedRequests(calls.instance, AssumeRoleCalls.NOW)
                    .post("AssumeRole", Map.of()))));
  }

  @Test
  void refusesMoreThanAnHourToEveryRoleSession() {
    assertEquals(
        "400 ValidationError The requested DurationSeconds exceeds the 1 hour session limit for"
            + " roles assumed by role chaining.",
        Errors.of(calls.call(Map.of("DurationSeconds", "3601"))));
    assertEquals(200, calls.call(Map.of("DurationSeconds", "3600")).status());
  }

  @ParameterizedTest
  @CsvSource({
    "arn:aws:iam::123456789012:role/NotThere, 'sts:AssumeRole on resource: arn:aws:iam::123456789012:role/NotThere'",
    "arn:aws:iam::123456789012:role/exampleassumedrole, 'sts:AssumeRole on resource: arn:aws:iam::123456789012:role/exampleassumedrole'",
    "arn:aws:iam::123456789012:role/ExampleRole, 'sts:AssumeRole on resource: arn:aws:iam::123456789012:role/ExampleRole'",
  })
  void deniesWithTheSameSentenceWhateverTheReason(String arn, String sentence) {
    assertEquals(AssumeRoleCalls.DENIED + sentence, Errors.of(calls.call(Map.of("RoleArn", arn))));
  }

  @Test
  void refusesAnArnThatIsNoRole() {
    assertEquals(
        "400 ValidationError arn:aws:iam::role/ExampleAssumedRole is invalid",
        Errors.of(calls.call(Map.of("RoleArn", "arn:aws:iam::role/ExampleAssumedRole"))));
  }

  @Test
  void readsTheSessionPolicy() {
    assertEquals(
        "400 MalformedPolicyDocument Statement: member Resource is missing",
        Errors.of(
            calls.call(
                Map.of("Policy", "{\"Statement\": {\"Effect\": \"Allow\", \"Action\": \"*\"}}"))));
  }

  @Test
  void refusesWhatItCannotCheck() {
    assertTrue(
        Errors.of(
                calls.call(
                    Map.of("SerialNumber", "arn:aws:iam::123456789012:mfa/x", "TokenCode", "1")))
            .startsWith("403 AccessDenied MultiFactorAuthentication failed"));
  }
}
