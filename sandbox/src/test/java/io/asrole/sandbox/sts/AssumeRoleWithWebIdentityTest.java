// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.sandbox.sts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.asrole.sandbox.iam.DecisionRecord;
import io.asrole.sandbox.session.RoleSession;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AssumeRoleWithWebIdentityTest {
  private final WebIdentityCalls sts = new WebIdentityCalls();

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
    StsResult result =
        sts.allowing()
            .call(WebIdentityCalls.parameters(Map.of("WebIdentityToken", sts.token(claims))));
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
    assertEquals(WebIdentityCalls.SUBJECT, result.members().get("SubjectFromWebIdentityToken"));
    assertEquals("sts.amazonaws.com", result.members().get("Audience"));
    assertEquals(WebIdentityCalls.PROVIDER, result.members().get("Provider"));
    Map<?, ?> keys = assertInstanceOf(Map.class, result.members().get("Credentials"));
    RoleSession session = sts.sessions.find(String.valueOf(keys.get("AccessKeyId"))).orElseThrow();
    assertEquals("arn:aws:sts::123456789012:assumed-role/ExampleAssumedRole/ci", session.arn());
    assertEquals(Map.of("team", "blue"), session.transitiveTags());
    assertEquals("alice", session.sourceIdentity());
    assertEquals(WebIdentityCalls.NOW.plusSeconds(3600), session.credentials().expiration());
    assertEquals(
        List.of("sts:AssumeRoleWithWebIdentity", "sts:TagSession", "sts:SetSourceIdentity"),
        sts.decided);
    assertEquals(
        List.of("sts:AssumeRoleWithWebIdentity"),
        sts.decisions.stream().map(DecisionRecord::action).toList());
  }

  @Test
  void acceptsALineBreakAfterTheToken() throws StsException {
    Map<String, String> line = Map.of("WebIdentityToken", sts.token(Map.of()) + "\n");
    sts.allowing().call(WebIdentityCalls.parameters(line));
    assertEquals(List.of("sts:AssumeRoleWithWebIdentity"), sts.decided);
  }

  @Test
  void isNotAllowedMoreThanTheRolesMaximum() throws StsException {
    Map<String, String> more =
        Map.of("WebIdentityToken", sts.token(Map.of()), "DurationSeconds", "3601");
    StsException failure =
        assertThrows(
            StsException.class, () -> sts.allowing().call(WebIdentityCalls.parameters(more)));
    assertEquals(
        "The requested DurationSeconds exceeds the MaxSessionDuration set for this role.",
        failure.getMessage());
    assertEquals(
        List.of("ValidationError: " + failure.getMessage()),
        sts.decisions.stream().map(DecisionRecord::error).toList());
  }

  @Test
  void refusesASubjectThatNoPolicyAllowsAndRecordsWhy() {
    assertEquals(
        "403 AccessDenied Not authorized to perform sts:AssumeRoleWithWebIdentity",
        sts.error(Map.of("WebIdentityToken", sts.token(Map.of()))));
    DecisionRecord decision = sts.decisions.get(0);
    assertEquals(WebIdentityCalls.PROVIDER, decision.caller());
    assertEquals(WebIdentityCalls.ROLE, decision.role());
    assertTrue(decision.isRefusal());
    assertEquals(WebIdentityCalls.NOW, decision.time());
    assertEquals(
        List.of(WebIdentityCalls.PROVIDER), sts.calls.stream().map(StsCall::callerArn).toList());
    assertEquals(null, sts.calls.get(0).parameters().get("WebIdentityToken"));
  }

  @Test
  void answersTheSameForARoleThatDoesNotExist() {
    assertEquals(
        "403 AccessDenied Not authorized to perform sts:AssumeRoleWithWebIdentity",
        sts.error(
            Map.of(
                "WebIdentityToken",
                sts.token(Map.of()),
                "RoleArn",
                WebIdentityCalls.ROLE + "Two")));
  }
}
