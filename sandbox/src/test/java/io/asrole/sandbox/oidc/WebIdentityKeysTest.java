// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.sandbox.oidc;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.asrole.sandbox.condition.Context;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The condition keys of web identity tokens. */
class WebIdentityKeysTest {
  private static final String GITHUB = "token.actions.githubusercontent.com";
  private static final String EKS = "oidc.eks.eu-west-1.amazonaws.com/id/EXAMPLE";
  private static final TokenIssuer ISSUER =
      new TokenIssuer(List.of(), new SigningKey(), java.time.InstantSource.system());

  @Test
  void haveTheProviderBeforeTheColon() {
    Context context = context(EKS, Map.of("amr", List.of("a", "b"), "email", "e@x.y"));
    assertEquals(List.of("s"), context.get(EKS + ":sub"));
    assertEquals(List.of("sts.amazonaws.com"), context.get(EKS + ":AUD"));
    assertEquals(List.of("a", "b"), context.get(EKS + ":amr"));
    assertEquals(List.of("e@x.y"), context.get(EKS + ":email"));
    assertEquals(List.of(), context.get(GITHUB + ":sub"));
  }

  @Test
  void haveGithubsClaimsForGithubOnlyAndNoOthers() {
    Map<String, Object> claims = Map.of("repository", "o/r", "run_id", "7");
    assertEquals(List.of("o/r"), context(GITHUB, claims).get(GITHUB + ":repository"));
    assertEquals(List.of(), context(GITHUB, claims).get(GITHUB + ":run_id"));
    assertEquals(List.of(), context(EKS, claims).get(EKS + ":repository"));
  }

  @Test
  void swapAudienceAndAuthorizedPartyForGoogle() {
    String google = "accounts.google.com";
    Context context = context(google, Map.of("azp", "app"));
    assertEquals(List.of("app"), context.get(google + ":aud"));
    assertEquals(List.of("sts.amazonaws.com"), context.get(google + ":oaud"));
    assertEquals(
        List.of("sts.amazonaws.com"), context(EKS, Map.of("azp", "app")).get(EKS + ":aud"));
  }

  private static Context context(String provider, Map<String, Object> claims) {
    String token =
        ISSUER.issue(
            Optional.of("https://" + provider), "s", Optional.empty(), Duration.ofHours(1), claims);
    return WebIdentityKeys.add(
        new Context(), provider, WebIdentityToken.parse(token).orElseThrow());
  }
}
