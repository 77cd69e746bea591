// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.sandbox.sts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.asrole.sandbox.http.Response;
import io.asrole.sandbox.session.Credentials;
import io.asrole.sandbox.session.RoleSession;
import io.asrole.sandbox.session.RoleSessions;
import io.asrole.sandbox.world.World;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AssumeRoleTest {
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
  private static final String ROLE = "arn:aws:iam::123456789012:role/ExampleAssumedRole";
  private static final String ME =
      "arn:aws:sts::123456789012:assumed-role/ExampleRole/i-0123456789abcdef0";
  private static final String DENIED =
      "403 AccessDenied User: " + ME + " is not authorized to perform: ";

  private final RoleSessions sessions = new RoleSessions();
  private final World world =
      World.parse(
          World.seedJson()
              .replace(
                  "role/ExampleRole\"},\n          \"Action\": \"sts:AssumeRole\"",
                  "role/ExampleRole\"},\n          \"Action\": \"sts:*\""));
  private final StsService sts = service(world);
  private final Credentials instance =
      sessions
          .open(
              world.roles().get(0),
              world.instance().id(),
              Map.of(),
              Set.of(),
              null,
              List.of(),
              NOW.plusSeconds(60))
          .credentials();

  @Test
  void answersInTheFrameOfAssumeRole() {
    Response response = call(Map.of());
    Credentials opened = opened(response).credentials();
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
                world.roles().get(1).id(),
                opened.accessKeyId(),
                opened.secretAccessKey(),
                opened.sessionToken(),
                response.headers().get("x-amzn-RequestId")),
        response.body());
  }

  @Test
  void keepsTheDurationThatWasAsked() {
    assertEquals(
        NOW.plusSeconds(900),
        opened(call(Map.of("DurationSeconds", "900"))).credentials().expiration());
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
        Errors.of(call(parameters)));
  }

  @Test
  void collectsValidationErrors() {
    assertEquals(
        "400 ValidationError 2 validation errors detected: Value null at 'roleArn' failed to"
            + " satisfy constraint: Member must not be null; Value null at 'roleSessionName' failed"
            + " to satisfy constraint: Member must not be null",
        Errors.of(sts.answer(new SignedRequests(instance, NOW).post("AssumeRole", Map.of()))));
  }

  @Test
  void refusesMoreThanAnHourToEveryRoleSession() {
    assertEquals(
        "400 ValidationError The requested DurationSeconds exceeds the 1 hour session limit for"
            + " roles assumed by role chaining.",
        Errors.of(call(Map.of("DurationSeconds", "3601"))));
    assertEquals(200, call(Map.of("DurationSeconds", "3600")).status());
  }

  @ParameterizedTest
  @CsvSource({
    "arn:aws:iam::123456789012:role/NotThere, 'sts:AssumeRole on resource: arn:aws:iam::123456789012:role/NotThere'",
    "arn:aws:iam::123456789012:role/exampleassumedrole, 'sts:AssumeRole on resource: arn:aws:iam::123456789012:role/exampleassumedrole'",
    "arn:aws:iam::123456789012:role/ExampleRole, 'sts:AssumeRole on resource: arn:aws:iam::123456789012:role/ExampleRole'",
  })
  void deniesWithTheSameSentenceWhateverTheReason(String arn, String sentence) {
    assertEquals(DENIED + sentence, Errors.of(call(Map.of("RoleArn", arn))));
  }

  @Test
  void refusesAnArnThatIsNoRole() {
    assertEquals(
        "400 ValidationError arn:aws:iam::role/ExampleAssumedRole is invalid",
        Errors.of(call(Map.of("RoleArn", "arn:aws:iam::role/ExampleAssumedRole"))));
  }

  @Test
  void tagsAndSourceIdentityNeedTheirOwnPermission() {
    StsService plain = service(World.builtIn());
    Map<String, String> tagged =
        parameters(Map.of("Tags.member.1.Key", "team", "Tags.member.1.Value", "blue"));
    SignedRequests signed = new SignedRequests(instance, NOW);
    assertEquals(
        DENIED + "sts:TagSession on resource: " + ROLE,
        Errors.of(plain.answer(signed.post("AssumeRole", tagged))));
    assertEquals(
        DENIED + "sts:SetSourceIdentity on resource: " + ROLE,
        Errors.of(
            plain.answer(signed.post("AssumeRole", parameters(Map.of("SourceIdentity", "bob"))))));
  }

  @Test
  void keepsTagsAndSourceIdentity() {
    Response response =
        call(
            Map.of(
                "Tags.member.1.Key", "team",
                "Tags.member.1.Value", "blue",
                "TransitiveTagKeys.member.1", "Team",
                "SourceIdentity", "bob"));
    RoleSession session = opened(response);
    assertEquals(Map.of("team", "blue"), session.transitiveTags());
    assertEquals("bob", session.sourceIdentity());
    assertTrue(response.body().contains("<SourceIdentity>bob</SourceIdentity>"));
    assertTrue(response.body().contains("<PackedPolicySize>1</PackedPolicySize>"));
  }

  @Test
  void handsTransitiveTagsAndSourceIdentityOn() {
    String trustsItself =
        World.seedJson()
            .replace("{\"AWS\": \"arn:aws:iam::123456789012:role/ExampleRole\"}", "\"*\"")
            .replace("\"Action\": \"sts:AssumeRole\"", "\"Action\": \"sts:*\"")
            .replace(
                "\"policies\": []",
                "\"policies\": [{\"Statement\": {\"Effect\": \"Allow\", \"Action\":"
                    + " \"sts:SetSourceIdentity\", \"Resource\": \"*\"}}]");
    StsService open = service(World.parse(trustsItself));
    Map<String, String> tagged =
        parameters(
            Map.of(
                "Tags.member.1.Key", "team",
                "Tags.member.1.Value", "blue",
                "TransitiveTagKeys.member.1", "team",
                "SourceIdentity", "bob"));
    Credentials first =
        opened(open.answer(new SignedRequests(instance, NOW).post("AssumeRole", tagged)))
            .credentials();
    SignedRequests chained = new SignedRequests(first, NOW);
    RoleSession second = opened(open.answer(chained.post("AssumeRole", parameters(Map.of()))));
    assertEquals(Map.of("team", "blue"), second.transitiveTags());
    assertEquals("bob", second.sourceIdentity());
    assertTrue(
        Errors.of(open.answer(chained.post("AssumeRole", tagged)))
            .startsWith("400 ValidationError One of"));
    assertTrue(
        Errors.of(
                open.answer(
                    chained.post("AssumeRole", parameters(Map.of("SourceIdentity", "eve")))))
            .contains("sts:SetSourceIdentity"));
  }

  @Test
  void refusesTagsThatCannotBe() {
    assertEquals(
        "400 ValidationError Duplicate tag keys found. Please note that Tag keys are case"
            + " insensitive.",
        Errors.of(
            call(
                Map.of(
                    "Tags.member.1.Key", "team",
                    "Tags.member.1.Value", "",
                    "Tags.member.2.Key", "TEAM",
                    "Tags.member.2.Value", ""))));
    assertEquals(
        "400 ValidationError The specified transitive tag key must be included in the requested"
            + " tags.",
        Errors.of(call(Map.of("TransitiveTagKeys.member.1", "team"))));
  }

  @Test
  void readsTheSessionPolicy() {
    assertEquals(
        "400 MalformedPolicyDocument Statement: member Resource is missing",
        Errors.of(
            call(Map.of("Policy", "{\"Statement\": {\"Effect\": \"Allow\", \"Action\": \"*\"}}"))));
  }

  @Test
  void refusesWhatItCannotCheck() {
    assertTrue(
        Errors.of(call(Map.of("SerialNumber", "arn:aws:iam::123456789012:mfa/x", "TokenCode", "1")))
            .startsWith("403 AccessDenied MultiFactorAuthentication failed"));
  }

  private StsService service(World of) {
    return new StsService(of, sessions, null, () -> NOW, call -> {});
  }

  private Response call(Map<String, String> more) {
    return sts.answer(new SignedRequests(instance, NOW).post("AssumeRole", parameters(more)));
  }

  private static Map<String, String> parameters(Map<String, String> more) {
    Map<String, String> all = new HashMap<>(Map.of("RoleArn", ROLE, "RoleSessionName", "alice"));
    all.putAll(more);
    return all;
  }

  private RoleSession opened(Response response) {
    Matcher id = Pattern.compile("<AccessKeyId>(.*)</AccessKeyId>").matcher(response.body());
    assertTrue(id.find(), response.body());
    return sessions.find(Objects.requireNonNull(id.group(1))).orElseThrow();
  }
}
