// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.sandbox.sts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.asrole.sandbox.http.Request;
import io.asrole.sandbox.session.Credentials;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The signatures that STS accepts and refuses. */
class StsSignatureTest {
  private final SignedCalls instance = new SignedCalls();

  @Test
  void takesQueriesAndPresignedQueries() {
    assertEquals(
        200, instance.answer(instance.signed().get("GetCallerIdentity", Map.of())).status());
    Map<String, String> odd = Map.of("Odd", "a+b c/d=e&f%g~h*é", "Empty", "");
    assertEquals(200, instance.answer(instance.signed().get("GetCallerIdentity", odd)).status());
    Request presigned =
        instance.signed().presigned("GetCallerIdentity", odd, Duration.ofSeconds(60));
    assertEquals(200, instance.answer(presigned).status());
    assertEquals("", presigned.headers().getOrDefault("authorization", ""));
  }

  @Test
  void takesAPresignedQueryForFifteenMinutesWhateverItSays() {
    SignedRequests earlier =
        new SignedRequests(instance.keys, SignedCalls.NOW.minus(Duration.ofMinutes(15)));
    Request presigned = earlier.presigned("GetCallerIdentity", Map.of(), Duration.ofSeconds(60));
    assertEquals(200, instance.answer(presigned).status());
  }

  @Test
  void refusesWhatWasChangedAfterSigning() {
    Request request = instance.signed().post("GetCallerIdentity", Map.of());
    String differs =
        "403 SignatureDoesNotMatch The request signature we calculated does not match the signature"
            + " you provided. Check your AWS Secret Access Key and signing method. Consult the"
            + " service documentation for details.";
    instance.assertError(
        differs, new Request("POST", "/", "", request.headers(), request.body() + "&RoleArn=x"));
    instance.assertError(
        differs, new Request("POST", "/", "a=b", request.headers(), request.body()));
    instance.assertError(differs, new Request("POST", "/x", "", request.headers(), request.body()));
    instance.assertError(
        differs,
        SignedCalls.withHeader(request, "content-type", "application/x-www-form-urlencoded"));
    assertEquals(
        200, instance.answer(SignedCalls.withHeader(request, "user-agent", "unsigned")).status());
  }

  @Test
  void refusesAnotherSecret() {
    Credentials wrong =
        new Credentials(
            instance.keys.accessKeyId(),
            "wrong",
            instance.keys.sessionToken(),
            instance.keys.expiration());
    assertTrue(
        instance
            .error(SignedCalls.signed(wrong).post("GetCallerIdentity", Map.of()))
            .contains("403 SignatureDoesNotMatch"));
  }

  @Test
  void wantsTheSessionTokenThatBelongsToTheKey() {
    String invalid =
        "403 InvalidClientTokenId The security token included in the request is invalid.";
    Credentials other = instance.open(SignedCalls.NOW.plusSeconds(60)).credentials();
    Credentials mixed =
        new Credentials(
            instance.keys.accessKeyId(),
            instance.keys.secretAccessKey(),
            other.sessionToken(),
            instance.keys.expiration());
    instance.assertError(invalid, SignedCalls.signed(mixed).post("GetCallerIdentity", Map.of()));
    Request request = instance.signed().post("GetCallerIdentity", Map.of());
    Map<String, String> headers = new HashMap<>(request.headers());
    headers.remove("x-amz-security-token");
    instance.assertError(invalid, new Request("POST", "/", "", headers, request.body()));
  }

  @Test
  void bearsAClockThatIsFifteenMinutesOff() {
    Duration limit = Duration.ofMinutes(15);
    assertEquals(200, instance.statusAt(SignedCalls.NOW.minus(limit)));
    assertEquals(200, instance.statusAt(SignedCalls.NOW.plus(limit)));
    instance.assertError(
        "403 SignatureDoesNotMatch Signature expired: 20260101T000459Z is now earlier than"
            + " 20260101T000500Z (20260101T002000Z - 15 min.)",
        new SignedRequests(instance.keys, SignedCalls.NOW.minus(limit).minusSeconds(1))
            .post("GetCallerIdentity", Map.of()));
    instance.assertError(
        "403 SignatureDoesNotMatch Signature not yet current: 20260101T003501Z is still later than"
            + " 20260101T003500Z (20260101T002000Z + 15 min.)",
        new SignedRequests(instance.keys, SignedCalls.NOW.plus(limit).plusSeconds(1))
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
        new SignedRequests(instance.keys, SignedCalls.NOW, region, service)
            .post("GetCallerIdentity", Map.of());
    instance.assertError("403 SignatureDoesNotMatch " + sentence, request);
  }

  @ParameterizedTest
  @CsvSource({
    "/20260101/, /20251231/, 'Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from HTTP'",
    "/aws4_request, /aws5_request, 'Credential should be scoped with a valid terminator: ''aws4_request'''",
    "host;, '', '''Host'' or '':authority'' must be a ''SignedHeader'' in the AWS Authorization.'",
  })
  void checksTheAuthorizationHeader(String old, String changed, String sentence) {
    Request request = instance.signed().post("GetCallerIdentity", Map.of());
    String header = request.header("authorization").orElse("").replace(old, changed);
    instance.assertError(
        "403 SignatureDoesNotMatch " + sentence,
        SignedCalls.withHeader(request, "authorization", header));
  }

  @Test
  void saysWhatAnIncompleteSignatureLacks() {
    Request request = instance.signed().post("GetCallerIdentity", Map.of());
    instance.assertError(
        "400 IncompleteSignature Authorization header requires 'Signature' parameter. Authorization"
            + " header requires 'SignedHeaders' parameter.",
        SignedCalls.withHeader(request, "authorization", "AWS4-HMAC-SHA256 Credential=a/b/c/d/e"));
    instance.assertError(
        "403 MissingAuthenticationToken Request is missing Authentication Token",
        new Request("GET", "/", "Action=GetCallerIdentity&Version=2011-06-15", Map.of(), ""));
  }
}
