// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.sandbox.sts;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.asrole.sandbox.authorization.RoleDecision;
import io.asrole.sandbox.http.Request;
import io.asrole.sandbox.http.Response;
import io.asrole.sandbox.iam.Caller;
import io.asrole.sandbox.iam.Decision;
import io.asrole.sandbox.iam.DecisionRecord;
import io.asrole.sandbox.oidc.SigningKey;
import io.asrole.sandbox.oidc.TokenIssuer;
import io.asrole.sandbox.session.RoleSessions;
import io.asrole.sandbox.world.World;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Calls AssumeRoleWithWebIdentity with tokens of the provider of a world. */
final class WebIdentityCalls {
  static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
  static final String ROLE = "arn:aws:iam::123456789012:role/ExampleAssumedRole";
  static final String HOST = "token.actions.githubusercontent.com";
  static final String PROVIDER = "arn:aws:iam::123456789012:oidc-provider/" + HOST;
  static final String SUBJECT = "repo:o/r:ref:refs/heads/main";

  final World world =
      World.parse(
          World.seedJson()
              .replaceFirst(
                  "\"region\"",
                  "\"oidcProviders\": [{\"url\": \"https://"
                      + HOST
                      + "\", \"clientIds\": [\"sts.amazonaws.com\", \"other\"]}], \"region\""));
  final SigningKey key = new SigningKey();
  final TokenIssuer issuer = new TokenIssuer(world.oidcProviders(), key, () -> NOW);
  final RoleSessions sessions = new RoleSessions();
  final List<StsCall> calls = new ArrayList<>();
  final List<DecisionRecord> decisions = new ArrayList<>();
  final List<String> decided = new ArrayList<>();
  final StsService sts =
      new StsService(world, sessions, null, () -> NOW, () -> NOW, key, calls::add, decisions::add);

  AssumeRoleWithWebIdentity allowing() {
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

  String token(Map<String, Object> claims) {
    return issuer.issue(Optional.empty(), SUBJECT, Optional.empty(), Duration.ofHours(1), claims);
  }

  String error(Map<String, String> more) {
    Response response = sts.answer(request(more));
    return Errors.of(response);
  }

  static Parameters parameters(Map<String, String> more) {
    return Parameters.parse(request(more));
  }

  static Request request(Map<String, String> more) {
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
