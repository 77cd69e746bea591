// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.sandbox.sts;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.asrole.sandbox.oidc.SigningKey;
import io.asrole.sandbox.oidc.TokenIssuer;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The tokens that STS refuses. */
class WebIdentityTokenRefusalsTest {
  private final WebIdentityCalls sts = new WebIdentityCalls();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "iss | https://x.y | No OpenIDConnect provider found in your account for https://x.y",
        "aud | sts.amazon.com | Incorrect token audience",
        "aud | '' | Incorrect token audience",
      })
  void refusesATokenWithAnotherClaim(String claim, String value, String message) {
    assertEquals(
        "400 InvalidIdentityToken " + message,
        sts.error(Map.of("WebIdentityToken", sts.token(Map.of(claim, value)))));
  }

  @ParameterizedTest
  @CsvSource({"iss", "sub", "aud", "exp"})
  void refusesATokenWithoutARequiredClaim(String claim) {
    assertEquals(
        "400 InvalidIdentityToken Missing a required claim: " + claim,
        sts.error(Map.of("WebIdentityToken", sts.token(Map.of(claim, Optional.empty())))));
  }

  @Test
  void refusesAnExpiredTokenWithTheTimesThatAwsTells() {
    assertEquals(
        "400 ExpiredTokenException Token expired: current date/time 1767225600 must be before the"
            + " expiration date/time 1767225540",
        sts.error(
            Map.of(
                "WebIdentityToken",
                sts.issuer.issue(
                    Optional.empty(),
                    WebIdentityCalls.SUBJECT,
                    Optional.empty(),
                    Duration.ofMinutes(-1),
                    Map.of()))));
  }

  @Test
  void refusesATokenOfAnotherKeyAndOneThatWasChanged() {
    String unverified =
        "400 InvalidIdentityToken Couldn't retrieve verification key from your identity provider, "
            + " please reference AssumeRoleWithWebIdentity documentation for requirements";
    String other =
        new TokenIssuer(sts.world.oidcProviders(), new SigningKey(), () -> WebIdentityCalls.NOW)
            .issue("{\"sub\": \"" + WebIdentityCalls.SUBJECT + "\"}");
    assertEquals(unverified, sts.error(Map.of("WebIdentityToken", other)));
    String[] mine = sts.token(Map.of()).split("\\.", -1);
    String[] evil = sts.token(Map.of("sub", "repo:evil/r")).split("\\.", -1);
    assertEquals(
        unverified, sts.error(Map.of("WebIdentityToken", mine[0] + "." + evil[1] + "." + mine[2])));
    assertEquals(
        unverified, sts.error(Map.of("WebIdentityToken", mine[0] + "." + mine[1] + ".AAAA")));
  }

  @ParameterizedTest
  @CsvSource({"access-token", "a.b.c", "e30.e30", "e30.W10.e30", "e30.e30.%"})
  void refusesWhatIsNoJsonWebToken(String token) {
    assertEquals(
        "400 InvalidIdentityToken The ID Token provided is not a valid JWT. (You may see this error"
            + " if you sent an Access Token)",
        sts.error(Map.of("WebIdentityToken", token)));
  }

  @Test
  void refusesAnAccessTokenAsItsProviderDoes() {
    assertEquals(
        "403 IDPRejectedClaim graph.facebook.com: graph.facebook.com responded with HTTP/1.1 400"
            + " Bad Request",
        sts.error(Map.of("WebIdentityToken", "EAAC", "ProviderId", "graph.facebook.com")));
  }

  @Test
  void refusesARoleOfAnotherAccountBecauseTheProviderIsNotThere() {
    assertEquals(
        "400 InvalidIdentityToken No OpenIDConnect provider found in your account for https://"
            + WebIdentityCalls.HOST,
        sts.error(
            Map.of(
                "WebIdentityToken",
                sts.token(Map.of()),
                "RoleArn",
                "arn:aws:iam::210987654321:role/R")));
  }

  @Test
  void refusesARequestWithoutAToken() {
    assertEquals(
        "400 ValidationError 1 validation error detected: Value null at 'webIdentityToken' failed to"
            + " satisfy constraint: Member must not be null",
        sts.error(Map.of()));
  }
}
