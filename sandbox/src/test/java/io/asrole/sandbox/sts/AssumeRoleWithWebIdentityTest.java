// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.sandbox.sts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.asrole.sandbox.authorization.RoleDecision;
import io.asrole.sandbox.http.Request;
import io.asrole.sandbox.http.Response;
import io.asrole.sandbox.iam.Caller;
import io.asrole.sandbox.iam.Decision;
import io.asrole.sandbox.iam.DecisionRecord;
import io.asrole.sandbox.oidc.SigningKey;
import io.asrole.sandbox.oidc.TokenIssuer;
import io.asrole.sandbox.session.RoleSession;
import io.asrole.sandbox.session.RoleSessions;
import io.asrole.sandbox.world.World;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AssumeRoleWithWebIdentityTest {
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
  private static final String ROLE = "arn:aws:iam::123456789012:role/ExampleAssumedRole";
  private static final String HOST = "token.actions.githubusercontent.com";
  private static final String PROVIDER = "arn:aws:iam::123456789012:oidc-provider/" + HOST;
  private static final String SUBJECT = "repo:o/r:ref:refs/heads/main";

  private final World world =
      World.parse(
          World.seedJson()
              .replaceFirst(
                  "\"region\"",
                  "\"oidcProviders\": [{\"url\": \"https://"
                      + HOST
                      + "\", \"clientIds\": [\"sts.amazonaws.com\", \"other\"]}], \"region\""));
  private final SigningKey key = new SigningKey();
  private final TokenIssuer issuer = new TokenIssuer(world.oidcProviders(), key, () -> NOW);
  private final RoleSessions sessions = new RoleSessions();
  private final List<StsCall> calls = new ArrayList<>();
  private final List<DecisionRecord> decisions = new ArrayList<>();
  private final List<String> decided = new ArrayList<>();
  private final StsService sts =
      new StsService(world, sessions, null, () -> NOW, () -> NOW, key, calls::add, decisions::add);

  @Test
  void opensASessionForASubjectThatThePoliciesAllow() throws StsException {
    Map<String, Object> claims = new HashMap<>();
    claims.put(
        "https://aws.amazon.com/tags",
        Map.of(
            "principal_tags",
            Map.of("team", List.of("blue")),
            "transitive_tag_keys",
            List.of("team")));
    claims.put("https://aws.amazon.com/source_identity", "alice");
    StsResult result = allowing().call(parameters(Map.of("WebIdentityToken", token(claims))));
    assertEquals(
        List.of(
            "SubjectFromWebIdentityToken",
            "Audience",
            "AssumedRoleUser",
            "Credentials",
            "Provider",
            "SourceIdentity",
            "PackedPolicySize"),
        List.copyOf(result.members().keySet()));
    assertEquals(SUBJECT, result.members().get("SubjectFromWebIdentityToken"));
    assertEquals("sts.amazonaws.com", result.members().get("Audience"));
    assertEquals(PROVIDER, result.members().get("Provider"));
    Map<?, ?> keys = assertInstanceOf(Map.class, result.members().get("Credentials"));
    RoleSession session = sessions.find(String.valueOf(keys.get("AccessKeyId"))).orElseThrow();
    assertEquals("arn:aws:sts::123456789012:assumed-role/ExampleAssumedRole/ci", session.arn());
    assertEquals(Map.of("team", "blue"), session.transitiveTags());
    assertEquals("alice", session.sourceIdentity());
    assertEquals(NOW.plusSeconds(3600), session.credentials().expiration());
    assertEquals(
        List.of("sts:AssumeRoleWithWebIdentity", "sts:TagSession", "sts:SetSourceIdentity"),
        decided);
    assertEquals(
        List.of("sts:AssumeRoleWithWebIdentity"),
        decisions.stream().map(DecisionRecord::action).toList());
  }

  @Test
  void isNotAllowedMoreThanTheRolesMaximum() throws StsException {
    Map<String, String> more =
        Map.of("WebIdentityToken", token(Map.of()), "DurationSeconds", "3601");
    StsException failure =
        assertThrows(StsException.class, () -> allowing().call(parameters(more)));
    assertEquals(
        "The requested DurationSeconds exceeds the MaxSessionDuration set for this role.",
        failure.getMessage());
    assertEquals(
        List.of("ValidationError: " + failure.getMessage()),
        decisions.stream().map(DecisionRecord::error).toList());
  }

  @Test
  void refusesASubjectThatNoPolicyAllowsAndRecordsWhy() {
    assertEquals(
        "403 AccessDenied Not authorized to perform sts:AssumeRoleWithWebIdentity",
        error(Map.of("WebIdentityToken", token(Map.of()))));
    DecisionRecord decision = decisions.get(0);
    assertEquals(PROVIDER, decision.caller());
    assertEquals(ROLE, decision.role());
    assertTrue(decision.isRefusal());
    assertEquals(NOW, decision.time());
    assertEquals(List.of(PROVIDER), calls.stream().map(StsCall::callerArn).toList());
    assertEquals(null, calls.get(0).parameters().get("WebIdentityToken"));
  }

  @Test
  void answersTheSameForARoleThatDoesNotExist() {
    assertEquals(
        "403 AccessDenied Not authorized to perform sts:AssumeRoleWithWebIdentity",
        error(Map.of("WebIdentityToken", token(Map.of()), "RoleArn", ROLE + "Two")));
  }

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
        error(Map.of("WebIdentityToken", token(Map.of(claim, value)))));
  }

  @ParameterizedTest
  @CsvSource({"iss", "sub", "aud", "exp"})
  void refusesATokenWithoutARequiredClaim(String claim) {
    assertEquals(
        "400 InvalidIdentityToken Missing a required claim: " + claim,
        error(Map.of("WebIdentityToken", token(Map.of(claim, Optional.empty())))));
  }

  @Test
  void refusesAnExpiredTokenWithTheTimesThatAwsTells() {
    assertEquals(
        "400 ExpiredTokenException Token expired: current date/time 1767225600 must be before the"
            + " expiration date/time 1767225540",
        error(
            Map.of(
                "WebIdentityToken",
                issuer.issue(
                    Optional.empty(),
                    SUBJECT,
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
        new TokenIssuer(world.oidcProviders(), new SigningKey(), () -> NOW)
            .issue("{\"sub\": \"" + SUBJECT + "\"}");
    assertEquals(unverified, error(Map.of("WebIdentityToken", other)));
    String[] mine = token(Map.of()).split("\\.", -1);
    String[] evil = token(Map.of("sub", "repo:evil/r")).split("\\.", -1);
    assertEquals(
        unverified, error(Map.of("WebIdentityToken", mine[0] + "." + evil[1] + "." + mine[2])));
    assertEquals(unverified, error(Map.of("WebIdentityToken", mine[0] + "." + mine[1] + ".AAAA")));
  }

  @ParameterizedTest
  @CsvSource({"access-token", "a.b.c", "e30.e30", "e30.W10.e30", "e30.e30.%"})
  void refusesWhatIsNoJsonWebToken(String token) {
    assertEquals(
        "400 InvalidIdentityToken The ID Token provided is not a valid JWT. (You may see this error"
            + " if you sent an Access Token)",
        error(Map.of("WebIdentityToken", token)));
  }

  @Test
  void refusesAnAccessTokenAsItsProviderDoes() {
    assertEquals(
        "403 IDPRejectedClaim graph.facebook.com: graph.facebook.com responded with HTTP/1.1 400"
            + " Bad Request",
        error(Map.of("WebIdentityToken", "EAAC", "ProviderId", "graph.facebook.com")));
  }

  @Test
  void refusesARoleOfAnotherAccountBecauseTheProviderIsNotThere() {
    assertEquals(
        "400 InvalidIdentityToken No OpenIDConnect provider found in your account for https://"
            + HOST,
        error(
            Map.of(
                "WebIdentityToken",
                token(Map.of()),
                "RoleArn",
                "arn:aws:iam::210987654321:role/R")));
  }

  @Test
  void refusesARequestWithoutAToken() {
    assertEquals(
        "400 ValidationError 1 validation error detected: Value null at 'webIdentityToken' failed to"
            + " satisfy constraint: Member must not be null",
        error(Map.of()));
  }

  private AssumeRoleWithWebIdentity allowing() {
    return new AssumeRoleWithWebIdentity(
        world,
        new RecordedAuthorization(
            (caller, request, context) -> {
              assertEquals(new Caller.WebIdentity(PROVIDER), caller);
              decided.addAll(request.actions());
              return new RoleDecision(request.action(), Decision.allowed(""));
            },
            () -> NOW,
            decisions::add),
        sessions,
        null,
        () -> NOW,
        key,
        calls::add);
  }

  private String token(Map<String, Object> claims) {
    return issuer.issue(Optional.empty(), SUBJECT, Optional.empty(), Duration.ofHours(1), claims);
  }

  private String error(Map<String, String> more) {
    Response response = sts.answer(request(more));
    return Errors.of(response);
  }

  private static Parameters parameters(Map<String, String> more) {
    return Parameters.parse(request(more));
  }

  private static Request request(Map<String, String> more) {
    Map<String, String> all = new TreeMap<>();
    all.put("Action", "AssumeRoleWithWebIdentity");
    all.put("Version", "2011-06-15");
    all.put("RoleArn", ROLE);
    all.put("RoleSessionName", "ci");
    all.putAll(more);
    return new Request(
        "POST",
        "/",
        "",
        Map.of("content-type", "application/x-www-form-urlencoded"),
        all.entrySet().stream()
            .map(e -> e.getKey() + "=" + URLEncoder.encode(e.getValue(), StandardCharsets.UTF_8))
            .collect(Collectors.joining("&")));
  }
}
