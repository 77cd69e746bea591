// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.sandbox.sts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.asrole.sandbox.http.Request;
import io.asrole.sandbox.http.Response;
import io.asrole.sandbox.session.Credentials;
import io.asrole.sandbox.session.RoleSessions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StsServiceTest {
  private final SignedCalls instance = new SignedCalls();

  @Test
  void answersInTheFrameOfGetCallerIdentity() {
    Response response = instance.answer(instance.signed().post("GetCallerIdentity", Map.of()));
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
            .formatted(SignedCalls.ME, instance.role.id(), id),
        response.body());
  }

  @Test
  void answersInTheFrameOfErrors() {
    Credentials unknown =
        new RoleSessions()
            .open(instance.role, "x", Map.of(), Set.of(), null, List.of(), SignedCalls.NOW)
            .credentials();
    Response response =
        instance.answer(SignedCalls.signed(unknown).post("GetCallerIdentity", Map.of()));
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
  void tellsExpiredKeysFromUnknownOnes() {
    Credentials ended = instance.open(SignedCalls.NOW).credentials();
    instance.assertError(
        "403 ExpiredToken The security token included in the request is expired",
        SignedCalls.signed(ended).post("GetCallerIdentity", Map.of()));
    Map<String, String> asked = Map.of("Action", "GetCallerIdentity", "Version", "2011-06-15");
    assertEquals(
        List.of(new StsCall("GetCallerIdentity", SignedCalls.ME, true, asked)), instance.calls);
  }

  @Test
  void knowsItsActionsAndTheirVersion() {
    instance.assertError(
        "400 InvalidAction Could not find operation Nope for version 2011-06-15",
        instance.signed().post("Nope", Map.of()));
    instance.assertError(
        "400 InvalidAction Could not find operation AssumeRole for version 2010-05-08",
        instance.signed().post("AssumeRole", Map.of("Version", "2010-05-08")));
    instance.assertError(
        "403 AccessDenied Cannot call GetSessionToken with session credentials",
        instance.signed().post("GetSessionToken", Map.of()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "AssumeRoleWithSAML",
        "AssumeRoot",
        "DecodeAuthorizationMessage",
        "GetDelegatedAccessToken",
        "GetWebIdentityToken"
      })
  void saysWhichActionsOfAwsItDoesNotSimulate(String action) {
    instance.assertError(
        "501 NotImplemented asrole-sandbox does not simulate the STS action %s: it has AssumeRole, AssumeRoleWithWebIdentity, GetAccessKeyInfo, GetCallerIdentity, GetFederationToken, GetSessionToken."
            .formatted(action),
        instance.signed().post(action, Map.of()));
  }

  @Test
  void namesTheAccountOfAnAccessKey() {
    Response response =
        instance.answer(
            instance
                .signed()
                .post("GetAccessKeyInfo", Map.of("AccessKeyId", instance.keys.accessKeyId())));
    assertTrue(response.body().contains("<Account>123456789012</Account>"), response.body());
  }

  @Test
  void tellsItsListenerNothingSecret() {
    Request presigned =
        instance.signed().presigned("GetCallerIdentity", Map.of(), Duration.ofMinutes(1));
    instance.answer(presigned);
    assertEquals(
        Map.of("Action", "GetCallerIdentity", "Version", "2011-06-15"),
        instance.calls.get(0).parameters());
    assertTrue(!presigned.toString().contains(instance.keys.sessionToken().substring(0, 20)));
  }
}
