// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.sandbox.iam;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.asrole.sandbox.arn.RoleArn;
import io.asrole.sandbox.arn.UserArn;
import io.asrole.sandbox.condition.Context;
import io.asrole.sandbox.json.JsonPlace;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EvaluationTest {
  private static final String ROLE = "arn:aws:iam::123456789012:role/Target";
  private static final RoleArn TARGET = RoleArn.parse(ROLE).orElseThrow();
  private static final RoleArn CALLER =
      RoleArn.parse("arn:aws:iam::123456789012:role/Caller").orElseThrow();
  private static final UserArn USER =
      UserArn.parse("arn:aws:iam::123456789012:user/alice").orElseThrow();
  private static final String ALL = "'Effect': 'Allow', 'Action': 'sts:*', 'Resource': '*'";
  private static final String OTHER = "'Effect': 'Allow', 'Action': 's3:*', 'Resource': '*'";
  private static final String DENY = "'Effect': 'Deny', 'Action': 'sts:*', 'Resource': '*'";

  @ParameterizedTest
  @CsvSource({
    "arn:aws:iam::123456789012:role/Caller,                ImplicitlyDenied",
    "arn:aws:sts::123456789012:assumed-role/Caller/alice,  Allowed",
    "*,                                                    Allowed",
    "123456789012,                                         ImplicitlyDenied",
  })
  void aBoundaryLimitsARoleButNotASessionOrEveryone(String principal, String expected) {
    assertEquals(expected, text(trust(principal), session(ALL, OTHER)));
    assertEquals("Allowed", text(trust(principal), session(ALL, ALL)));
    assertEquals("ExplicitlyDenied", text(trust(principal), session(ALL, DENY)));
  }

  @ParameterizedTest
  @CsvSource({
    "arn:aws:iam::123456789012:user/alice, Allowed",
    "123456789012,                         ImplicitlyDenied",
    "arn:aws:iam::123456789012:user/Alice, ImplicitlyDenied",
  })
  void aUserThatIsNamedNeedsNoOtherPolicy(String principal, String expected) {
    Caller user = new Caller.User(USER, List.of(), policy(OTHER));
    assertEquals(expected, text(trust(principal), user));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "'Effect': 'Allow', 'Action': '*', 'Resource': '*'                  | Allowed",
        "'Effect': 'Allow', 'NotAction': 'iam:*', 'Resource': '*'           | Allowed",
        "'Effect': 'Allow', 'Action': 's3:*', 'Resource': '*'               | ImplicitlyDenied",
        "'Effect': 'Deny', 'Action': 'sts:*', 'NotResource': 'arn:aws:iam::*:role/Target' | ImplicitlyDenied",
        "'Effect': 'Deny', 'Action': 'sts:*', 'NotResource': 'arn:aws:iam::*:role/Other'  | ExplicitlyDenied",
      })
  void serviceControlPoliciesLimitTheCaller(String scp, String expected) {
    Trust decision = new Trust(TARGET, trust("*"), List.of(policy(scp)));
    assertEquals(
        expected,
        decision.decide(session(ALL, ALL), "sts:AssumeRole", new Context()).result().text());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "['arn:aws:iam::123456789012:role/Caller', '123456789012'] | Allowed",
        "'arn:aws:iam::123456789012:role/Caller'                   | ExplicitlyDenied",
        "['arn:aws:iam::123456789012:role/Other', '123456789012']  | ExplicitlyDenied",
        "'123456789012'                                            | Allowed",
        "'210987654321'                                            | ExplicitlyDenied",
      })
  void notPrincipalDeniesAllOthers(String exempt, String expected) {
    Policy trust =
        Policy.trust(
            parse(
                "{'Statement': [{'Effect': 'Allow', 'Principal': '*', 'Action': 'sts:*'}, {'Effect':"
                    + " 'Deny', 'NotPrincipal': {'AWS': %s}, 'Action': 'sts:*'}]}"
                        .formatted(exempt)));
    Caller plain =
        new Caller.Session(CALLER, CALLER.session("alice").toString(), List.of(), null, List.of());
    assertEquals(expected, text(trust, plain));
    // AWS documents this for each caller with a permissions boundary.
    assertEquals("ExplicitlyDenied", text(trust, session(ALL, ALL)));
  }

  @Test
  void anIdentityProviderIsNamedByItsArn() {
    String github = "arn:aws:iam::123456789012:oidc-provider/token.actions.githubusercontent.com";
    Policy trust =
        Policy.trust(
            parse(
                """
                {'Version': '2012-10-17', 'Statement': [{'Effect': 'Allow',
                  'Principal': {'Federated': '%s'}, 'Action': 'sts:AssumeRoleWithWebIdentity',
                  'Condition': {'StringLike': {'token.actions.githubusercontent.com:sub': 'repo:a/*'}}}]}
                """
                    .formatted(github)));
    Context context = new Context().with("token.actions.githubusercontent.com:sub", "repo:a/b");
    Trust decision = new Trust(TARGET, trust);
    String action = "sts:AssumeRoleWithWebIdentity";
    assertEquals(
        true, decision.decide(new Caller.WebIdentity(github), action, context).isAllowed());
    assertEquals(
        false, decision.decide(new Caller.WebIdentity(github), action, new Context()).isAllowed());
    assertEquals(
        false, decision.decide(new Caller.WebIdentity("other"), action, context).isAllowed());
  }

  @Test
  void saysWhatDecided() {
    Policy trust =
        Policy.trust(
            parse(
                """
                {'Version': '2012-10-17', 'Statement': [
                  {'Sid': 'Partner', 'Effect': 'Allow', 'Principal': {'AWS': '123456789012'},
                   'Action': 'sts:AssumeRole', 'Condition': {'StringEquals': {'sts:ExternalId': ['a', 'b']}}},
                  {'Effect': 'Deny', 'Principal': '*', 'Action': 'sts:AssumeRole',
                   'Condition': {'NumericGreaterThan': {'aws:MultiFactorAuthAge': 3600}}}]}
                """));
    Context right = new Context().with("sts:ExternalId", "b");
    String me = CALLER.session("alice").toString();
    assertEquals(
        "The trust policy of "
            + ROLE
            + " does not allow sts:AssumeRole to "
            + me
            + ": statement \"Partner\" of the trust policy of "
            + ROLE
            + " requires a condition that is not met: StringEquals sts:ExternalId wants \"a\" or"
            + " \"b\", and the request has \"c\".",
        because(trust, session(ALL, ALL), new Context().with("sts:ExternalId", "c")));
    assertEquals(
        "Statement 2 of the trust policy of "
            + ROLE
            + " denies sts:AssumeRole to "
            + me
            + ": NumericGreaterThan aws:MultiFactorAuthAge wants \"3600\", and the request has"
            + " \"7200\".",
        because(trust, session(ALL, ALL), right.with("aws:MultiFactorAuthAge", "7200")));
    assertEquals(
        "The trust policy trusts only the account, and the caller's own policies do not allow"
            + " sts:AssumeRole to "
            + me
            + ": no statement allows sts:AssumeRole.",
        because(trust, session(OTHER, ALL), right));
    assertEquals(
        "The caller's permissions boundary does not allow sts:AssumeRole to "
            + me
            + ": the managed policy arn:aws:iam::aws:policy/ReadOnlyAccess does not allow"
            + " sts:AssumeRole.",
        because(
            trust,
            new Caller.Session(
                CALLER,
                me,
                List.of(policy(ALL)),
                Policy.managed("arn:aws:iam::aws:policy/ReadOnlyAccess"),
                List.of()),
            right));
    assertEquals(
        "Statement \"Partner\" of the trust policy of "
            + ROLE
            + " allows sts:AssumeRole to "
            + me
            + ", and statement 1 of an identity-based policy allows it too.",
        because(trust, session(ALL, ALL), right));
  }

  @Test
  void aStatementAboutOtherServicesNeedsNoUnderstanding() {
    Policy policy =
        Policy.identity(
            parse(
                """
                {'Version': '2012-10-17', 'Statement': [
                  {'Effect': 'Deny', 'Action': ['s3:*', 'ec2:Run?nstances'], 'Resource': 'any text',
                   'Condition': {'DateLessThan': {'s3:x': 'no date'}}},
                  {'Effect': 'Allow', 'NotAction': 'sts:*', 'NotResource': 'other text'}]}
                """));
    assertEquals(2, policy.statements().size());
    Caller caller = new Caller.Session(CALLER, "x", List.of(policy), null, List.of());
    assertEquals("ImplicitlyDenied", text(trust("123456789012"), caller));
  }

  private static String text(Policy trust, Caller caller) {
    return new Trust(TARGET, trust).decide(caller, "sts:AssumeRole", new Context()).result().text();
  }

  private static String because(Policy trust, Caller caller, Context context) {
    return new Trust(TARGET, trust).decide(caller, "sts:AssumeRole", context).because();
  }

  private static Caller.Session session(String identity, String boundary) {
    return new Caller.Session(
        CALLER,
        CALLER.session("alice").toString(),
        List.of(policy(identity)),
        policy(boundary),
        List.of());
  }

  private static Policy policy(String elements) {
    return Policy.identity(parse("{'Version': '2012-10-17', 'Statement': {" + elements + "}}"));
  }

  private static Policy trust(String principal) {
    return Policy.trust(
        parse(
            "{'Statement': {'Effect': 'Allow', 'Principal': {'AWS': '%s'}, 'Action':"
                    .formatted(principal)
                + " 'sts:AssumeRole'}}"));
  }

  private static JsonPlace parse(String json) {
    return JsonPlace.parse(json.replace('\'', '"'));
  }
}
