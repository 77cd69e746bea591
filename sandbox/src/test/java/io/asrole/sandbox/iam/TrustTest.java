// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.sandbox.iam;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.asrole.sandbox.arn.RoleArn;
import io.asrole.sandbox.condition.Context;
import io.asrole.sandbox.json.JsonPlace;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TrustTest {
  private static final RoleArn TARGET =
      RoleArn.parse("arn:aws:iam::123456789012:role/team/Deep").orElseThrow();
  private static final RoleArn CALLER =
      RoleArn.parse("arn:aws:iam::123456789012:role/path/Caller").orElseThrow();
  private static final RoleArn STRANGER =
      RoleArn.parse("arn:aws:iam::210987654321:role/Stranger").orElseThrow();
  private static final String NO_TRUST =
      "because no role trust policy allows the sts:AssumeRole action";
  private static final String NO_IDENTITY =
      "because no identity-based policy allows the sts:AssumeRole action";
  private static final String ALLOW_TARGET =
      allow("'Action': 'sts:AssumeRole', 'Resource': '%s'".formatted(TARGET));

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'AWS': 'arn:aws:iam::123456789012:role/path/Caller'}",
        "{'AWS': 'arn:aws:sts::123456789012:assumed-role/Caller/alice'}",
        "{'AWS': ['210987654321', '*']}",
        "'*'"
      })
  void aRoleOfTheSameAccountNeedsNoIdentityPolicyWhenNamedItself(String principal) {
    assertEquals("allowed", decide(principal, CALLER, null));
  }

  @ParameterizedTest
  @ValueSource(strings = {"{'AWS': 'arn:aws:iam::123456789012:root'}", "{'AWS': '123456789012'}"})
  void aRoleNeedsAnIdentityPolicyWhenOnlyItsAccountIsNamed(String principal) {
    assertEquals(NO_IDENTITY, decide(principal, CALLER, null));
    assertEquals("allowed", decide(principal, CALLER, null, ALLOW_TARGET));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'AWS': 'arn:aws:iam::123456789012:role/Caller'}",
        "{'AWS': 'arn:aws:iam::123456789012:role/path/caller'}",
        "{'AWS': 'arn:aws:sts::123456789012:assumed-role/Caller/bob'}",
        "{'AWS': '210987654321'}",
        "{'AWS': 'AROAEXAMPLEEXAMPLE123'}",
        "{'Service': 'ec2.amazonaws.com'}"
      })
  void anIdentityPolicyAloneIsNotEnough(String principal) {
    assertEquals(NO_TRUST, decide(principal, CALLER, null, ALLOW_TARGET));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'AWS': 'arn:aws:iam::210987654321:role/Stranger'}",
        "{'AWS': 'arn:aws:sts::210987654321:assumed-role/Stranger/alice'}",
        "{'AWS': '210987654321'}",
        "'*'"
      })
  void anotherAccountNeedsBothSides(String principal) {
    assertEquals(NO_IDENTITY, decide(principal, STRANGER, null));
    assertEquals("allowed", decide(principal, STRANGER, null, ALLOW_TARGET));
    assertEquals(NO_TRUST, decide("{'AWS': '123456789012'}", STRANGER, null, ALLOW_TARGET));
  }

  @Test
  void aRoleDoesNotTrustItself() {
    assertEquals(NO_TRUST, decide("{'Service': 'ec2.amazonaws.com'}", TARGET, null, ALLOW_TARGET));
    assertEquals("allowed", decide("{'AWS': '%s'}".formatted(TARGET), TARGET, null));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "'Action': 'sts:assumerole', 'Resource': '*'                                         | true",
        "'Action': ['s3:*', 'sts:*'], 'Resource': 'arn:aws:iam::*:role/team/D?ep'            | true",
        "'Action': '*', 'Resource': 'arn:aws:iam::123456789012:role/*'                       | true",
        "'NotAction': 's3:*', 'Resource': '*'                                                | true",
        "'NotAction': 'sts:*', 'Resource': '*'                                               | false",
        "'Action': 'sts:TagSession', 'Resource': '*'                                         | false",
        "'Action': '*', 'Resource': 'arn:aws:iam::123456789012:role/Deep'                    | false",
        "'Action': '*', 'Resource': 'arn:aws:iam::123456789012:role/team/deep'               | false",
      })
  void matchesActionsWithoutCaseAndResourcesWithIt(String elements, boolean allowed) {
    assertEquals(
        allowed ? "allowed" : NO_IDENTITY,
        decide("{'AWS': '123456789012'}", CALLER, null, allow(elements)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'AWS': 'arn:aws:iam::123456789012:role/path/Caller'}",
        "{'AWS': '123456789012'}",
        "{'AWS': 'arn:aws:sts::123456789012:assumed-role/Caller/alice'}",
        "'*'"
      })
  void aDenyInTheTrustPolicyWins(String principal) {
    String trust =
        statements(
            "{'Effect': 'Allow', 'Principal': '*', 'Action': '*'}",
            "{'Effect': 'Deny', 'Principal': %s, 'Action': '*'}".formatted(principal));
    assertEquals(
        "with an explicit deny in the role trust policy",
        outcome(trust, CALLER, null, ALLOW_TARGET));
  }

  @Test
  void aDenyOfOthersDoesNotReachTheCaller() {
    String trust =
        statements(
            "{'Effect': 'Allow', 'Principal': '*', 'Action': '*'}",
            "{'Effect': 'Deny', 'Principal': {'AWS': '210987654321'}, 'Action': '*'}");
    assertEquals("allowed", outcome(trust, CALLER, null));
  }

  @Test
  void aDenyInAnIdentityPolicyWins() {
    String deny = ALLOW_TARGET.replace("Allow", "Deny");
    assertEquals(
        "with an explicit deny in an identity-based policy",
        decide("'*'", CALLER, null, ALLOW_TARGET, deny));
  }

  @Test
  void aSessionPolicyNarrowsWhatTheRoleMay() {
    String role = "{'AWS': 'arn:aws:iam::123456789012:role/path/Caller'}";
    String session = "{'AWS': 'arn:aws:sts::123456789012:assumed-role/Caller/alice'}";
    String nothing = allow("'Action': 's3:*', 'Resource': '*'");
    assertEquals(
        "because no session policy allows the sts:AssumeRole action",
        decide(role, CALLER, nothing, ALLOW_TARGET));
    assertEquals("allowed", decide(role, CALLER, ALLOW_TARGET));
    assertEquals("allowed", decide(session, CALLER, nothing));
    assertEquals(
        "with an explicit deny in a session policy",
        decide(session, CALLER, ALLOW_TARGET.replace("Allow", "Deny")));
  }

  @Test
  void everyConditionOfAStatementMustHold() {
    String trust =
        statements(
            "{'Effect': 'Allow', 'Principal': '*', 'Action': '*', 'Condition': {'StringEquals':"
                + " {'sts:ExternalId': 'x', 'aws:PrincipalTag/team': 'blue'}}}");
    Context half = new Context().with("sts:ExternalId", "x");
    Context both = half.with("aws:PrincipalTag/Team", "blue");
    Trust decision = new Trust(TARGET, Policy.trust(parse(trust)));
    Caller caller =
        new Caller.Session(CALLER, CALLER.session("alice").toString(), List.of(), null, List.of());
    assertEquals(false, decision.decide(caller, "sts:AssumeRole", new Context()).isAllowed());
    assertEquals(false, decision.decide(caller, "sts:AssumeRole", half).isAllowed());
    assertEquals(true, decision.decide(caller, "sts:AssumeRole", both).isAllowed());
  }

  @Test
  void onlyANamedServiceIsAdmitted() {
    assertEquals(true, admits("{'Service': ['rds.amazonaws.com', 'ec2.amazonaws.com']}"));
    assertEquals(false, admits("{'Service': 'rds.amazonaws.com'}"));
    assertEquals(false, admits("'*'"));
  }

  private static boolean admits(String principal) {
    String trust =
        statements("{'Effect': 'Allow', 'Principal': %s, 'Action': '*'}".formatted(principal));
    return new Trust(TARGET, Policy.trust(parse(trust)))
        .decide(new Caller.Service("ec2.amazonaws.com"), "sts:AssumeRole", new Context())
        .isAllowed();
  }

  private static String decide(
      String principal, RoleArn caller, @Nullable String session, String... identity) {
    String statement =
        "{'Effect': 'Allow', 'Principal': %s, 'Action': 'sts:AssumeRole'}".formatted(principal);
    return outcome(statements(statement), caller, session, identity);
  }

  private static String outcome(
      String trust, RoleArn role, @Nullable String session, String... identity) {
    List<Policy> identities =
        List.of(identity).stream().map(p -> Policy.identity(parse(p))).toList();
    List<Policy> narrowed = session == null ? List.of() : List.of(Policy.identity(parse(session)));
    Caller caller =
        new Caller.Session(role, role.session("alice").toString(), identities, null, narrowed);
    Decision decision =
        new Trust(TARGET, Policy.trust(parse(trust)))
            .decide(caller, "sts:AssumeRole", new Context());
    return decision.isAllowed() ? "allowed" : decision.reason();
  }

  private static String allow(String elements) {
    return statements("{'Effect': 'Allow', " + elements + "}");
  }

  private static String statements(String... statements) {
    return "{'Version': '2012-10-17', 'Statement': [" + String.join(", ", statements) + "]}";
  }

  private static JsonPlace parse(String json) {
    return JsonPlace.parse(json.replace('\'', '"'));
  }
}
