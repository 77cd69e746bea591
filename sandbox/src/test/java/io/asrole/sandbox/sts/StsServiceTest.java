// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.sandbox.sts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.asrole.sandbox.http.Request;
import io.asrole.sandbox.http.Response;
import io.asrole.sandbox.session.Credentials;
import io.asrole.sandbox.session.RoleSession;
import io.asrole.sandbox.session.RoleSessions;
import io.asrole.sandbox.world.Role;
import io.asrole.sandbox.world.World;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StsServiceTest {
  private static final Instant NOW = Instant.parse("2026-01-01T00:20:00Z");
  private static final String ME =
      "arn:aws:sts::123456789012:assumed-role/ExampleRole/i-0123456789abcdef0";

  private final World world = World.builtIn();
  private final RoleSessions sessions = new RoleSessions();
  private final List<StsCall> calls = new ArrayList<>();
  private final StsService sts = new StsService(world, sessions, null, () -> NOW, calls::add);
  private final Role role = world.roles().get(0);
  private final Credentials keys = open(NOW.plusSeconds(60)).credentials();

  @Test
  void answersInTheFrameOfGetCallerIdentity() {
    Response response = sts.answer(signed(keys).post("GetCallerIdentity", Map.of()));
    assertEquals(200, response.status());
    assertEquals("text/xml", response.headers().get("Content-Type"));
    String id = String.valueOf(response.headers().get("x-amzn-RequestId"));
    assertEquals(
        """
        <GetCallerIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/">
          <GetCallerIdentityResult>
            <Arn>%s</Arn>
            <UserId>%s:i-0123456789abcdef0</UserId>
            <Account>123456789012</Account>
          </GetCallerIdentityResult>
          <ResponseMetadata>
            <RequestId>%s</RequestId>
          </ResponseMetadata>
        </GetCallerIdentityResponse>
        """
            .formatted(ME, role.id(), id),
        response.body());
  }

  @Test
  void answersInTheFrameOfErrors() {
    Credentials unknown =
        new RoleSessions().open(role, "x", Map.of(), Set.of(), null, List.of(), NOW).credentials();
    Response response = sts.answer(signed(unknown).post("GetCallerIdentity", Map.of()));
    assertEquals(403, response.status());
    assertEquals(
        """
        <ErrorResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/">
          <Error>
            <Type>Sender</Type>
            <Code>InvalidClientTokenId</Code>
            <Message>The security token included in the request is invalid.</Message>
          </Error>
          <RequestId>%s</RequestId>
        </ErrorResponse>
        """
            .formatted(response.headers().get("x-amzn-RequestId")),
        response.body());
  }

  @Test
  void takesQueriesAndPresignedQueries() {
    assertEquals(200, sts.answer(signed(keys).get("GetCallerIdentity", Map.of())).status());
    Map<String, String> odd = Map.of("Odd", "a+b c/d=e&f%g~h*é", "Empty", "");
    assertEquals(200, sts.answer(signed(keys).get("GetCallerIdentity", odd)).status());
    Request presigned = signed(keys).presigned("GetCallerIdentity", odd, Duration.ofSeconds(60));
    assertEquals(200, sts.answer(presigned).status());
    assertEquals("", presigned.headers().getOrDefault("authorization", ""));
  }

  @Test
  void takesAPresignedQueryForFifteenMinutesWhateverItSays() {
    SignedRequests earlier = new SignedRequests(keys, NOW.minus(Duration.ofMinutes(15)));
    Request presigned = earlier.presigned("GetCallerIdentity", Map.of(), Duration.ofSeconds(60));
    assertEquals(200, sts.answer(presigned).status());
  }

  @Test
  void refusesWhatWasChangedAfterSigning() {
    Request request = signed(keys).post("GetCallerIdentity", Map.of());
    String differs =
        "403 SignatureDoesNotMatch The request signature we calculated does not match the signature"
            + " you provided. Check your AWS Secret Access Key and signing method. Consult the"
            + " service documentation for details.";
    assertError(
        differs, new Request("POST", "/", "", request.headers(), request.body() + "&RoleArn=x"));
    assertError(differs, new Request("POST", "/", "a=b", request.headers(), request.body()));
    assertError(differs, new Request("POST", "/x", "", request.headers(), request.body()));
    assertError(differs, withHeader(request, "content-type", "application/x-www-form-urlencoded"));
    assertEquals(200, sts.answer(withHeader(request, "user-agent", "unsigned")).status());
  }

  @Test
  void refusesAnotherSecret() {
    Credentials wrong =
        new Credentials(keys.accessKeyId(), "wrong", keys.sessionToken(), keys.expiration());
    assertTrue(
        error(signed(wrong).post("GetCallerIdentity", Map.of()))
            .contains("403 SignatureDoesNotMatch"));
  }

  @Test
  void wantsTheSessionTokenThatBelongsToTheKey() {
    String invalid =
        "403 InvalidClientTokenId The security token included in the request is invalid.";
    Credentials other = open(NOW.plusSeconds(60)).credentials();
    Credentials mixed =
        new Credentials(
            keys.accessKeyId(), keys.secretAccessKey(), other.sessionToken(), keys.expiration());
    assertError(invalid, signed(mixed).post("GetCallerIdentity", Map.of()));
    Request request = signed(keys).post("GetCallerIdentity", Map.of());
    Map<String, String> headers = new HashMap<>(request.headers());
    headers.remove("x-amz-security-token");
    assertError(invalid, new Request("POST", "/", "", headers, request.body()));
  }

  @Test
  void tellsExpiredKeysFromUnknownOnes() {
    Credentials ended = open(NOW).credentials();
    assertError(
        "403 ExpiredToken The security token included in the request is expired",
        signed(ended).post("GetCallerIdentity", Map.of()));
    Map<String, String> asked = Map.of("Action", "GetCallerIdentity", "Version", "2011-06-15");
    assertEquals(List.of(new StsCall("GetCallerIdentity", ME, true, asked)), calls);
  }

  @Test
  void bearsAClockThatIsFifteenMinutesOff() {
    Duration limit = Duration.ofMinutes(15);
    assertEquals(200, statusAt(NOW.minus(limit)));
    assertEquals(200, statusAt(NOW.plus(limit)));
    assertError(
        "403 SignatureDoesNotMatch Signature expired: 20260101T000459Z is now earlier than"
            + " 20260101T000500Z (20260101T002000Z - 15 min.)",
        new SignedRequests(keys, NOW.minus(limit).minusSeconds(1))
            .post("GetCallerIdentity", Map.of()));
    assertError(
        "403 SignatureDoesNotMatch Signature not yet current: 20260101T003501Z is still later than"
            + " 20260101T003500Z (20260101T002000Z + 15 min.)",
        new SignedRequests(keys, NOW.plus(limit).plusSeconds(1))
            .post("GetCallerIdentity", Map.of()));
  }

  @ParameterizedTest
  @CsvSource({
    "us-east, 'sts', 'Credential should be scoped to a valid Region, not ''us-east'''",
    "cn-north-1, 'sts', 'Credential should be scoped to a valid Region, not ''cn-north-1'''",
    "eu-west-3, 'iam', 'Credential should be scoped to correct service: ''sts'''",
  })
  void checksTheScopeOfTheCredential(String region, String service, String sentence) {
    Request request =
        new SignedRequests(keys, NOW, region, service).post("GetCallerIdentity", Map.of());
    assertError("403 SignatureDoesNotMatch " + sentence, request);
  }

  @ParameterizedTest
  @CsvSource({
    "/20260101/, /20251231/, 'Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from HTTP'",
    "/aws4_request, /aws5_request, 'Credential should be scoped with a valid terminator: ''aws4_request'''",
    "host;, '', '''Host'' or '':authority'' must be a ''SignedHeader'' in the AWS Authorization.'",
  })
  void checksTheAuthorizationHeader(String old, String changed, String sentence) {
    Request request = signed(keys).post("GetCallerIdentity", Map.of());
    String header = request.header("authorization").orElse("").replace(old, changed);
    assertError(
        "403 SignatureDoesNotMatch " + sentence, withHeader(request, "authorization", header));
  }

  @Test
  void saysWhatAnIncompleteSignatureLacks() {
    Request request = signed(keys).post("GetCallerIdentity", Map.of());
    assertError(
        "400 IncompleteSignature Authorization header requires 'Signature' parameter. Authorization"
            + " header requires 'SignedHeaders' parameter.",
        withHeader(request, "authorization", "AWS4-HMAC-SHA256 Credential=a/b/c/d/e"));
    assertError(
        "403 MissingAuthenticationToken Request is missing Authentication Token",
        new Request("GET", "/", "Action=GetCallerIdentity&Version=2011-06-15", Map.of(), ""));
  }

  @Test
  void knowsItsActionsAndTheirVersion() {
    assertError(
        "400 InvalidAction Could not find operation Nope for version 2011-06-15",
        signed(keys).post("Nope", Map.of()));
    assertError(
        "400 InvalidAction Could not find operation AssumeRole for version 2010-05-08",
        signed(keys).post("AssumeRole", Map.of("Version", "2010-05-08")));
    assertError(
        "403 AccessDenied Cannot call GetSessionToken with session credentials",
        signed(keys).post("GetSessionToken", Map.of()));
  }

  @Test
  void namesTheAccountOfAnAccessKey() {
    Response response =
        sts.answer(
            signed(keys).post("GetAccessKeyInfo", Map.of("AccessKeyId", keys.accessKeyId())));
    assertTrue(response.body().contains("<Account>123456789012</Account>"), response.body());
  }

  @Test
  void tellsItsListenerNothingSecret() {
    Request presigned =
        signed(keys).presigned("GetCallerIdentity", Map.of(), Duration.ofMinutes(1));
    sts.answer(presigned);
    assertEquals(
        Map.of("Action", "GetCallerIdentity", "Version", "2011-06-15"), calls.get(0).parameters());
    assertTrue(!presigned.toString().contains(keys.sessionToken().substring(0, 20)));
  }

  private int statusAt(Instant date) {
    return sts.answer(new SignedRequests(keys, date).post("GetCallerIdentity", Map.of())).status();
  }

  private RoleSession open(Instant expiration) {
    return sessions.open(
        role, world.instance().id(), Map.of(), Set.of(), null, List.of(), expiration);
  }

  private static SignedRequests signed(Credentials keys) {
    return new SignedRequests(keys, NOW);
  }

  private static Request withHeader(Request request, String name, String value) {
    Map<String, String> headers = new HashMap<>(request.headers());
    headers.put(name, value);
    return new Request(request.method(), request.path(), request.query(), headers, request.body());
  }

  private void assertError(String expected, Request request) {
    assertEquals(expected, error(request));
  }

  private String error(Request request) {
    return Errors.of(sts.answer(request));
  }
}
