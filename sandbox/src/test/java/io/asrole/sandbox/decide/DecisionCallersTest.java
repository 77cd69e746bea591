// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.sandbox.decide;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The callers of questions, and what their sessions inherit. */
class DecisionCallersTest {
  private static final Path NO_FOLDER = Path.of("");

  @Test
  void aCallersSessionMayHaveANameOfOneCharacter() throws IOException {
    String session = "'caller': 'arn:aws:sts::123456789012:assumed-role/ExampleRole/%s'";
    String rest = ", 'role': 'ExampleAssumedRole'";
    LineAnswers answers =
        LineAnswers.answer(
            NO_FOLDER,
            false,
            false,
            LineAnswers.line(session.formatted("S") + rest),
            LineAnswers.line(session.formatted("s".repeat(64)) + rest),
            LineAnswers.line(session.formatted("s".repeat(65)) + rest));
    assertTrue(answers.out().get(0).startsWith("{\"decision\":\"Allowed\""), answers.toString());
    assertTrue(answers.out().get(1).startsWith("{\"decision\":\"Allowed\""), answers.toString());
    assertTrue(answers.out().get(2).startsWith("{\"error\":\"not a caller"), answers.toString());
  }

  /** Where STS answers an error, whatever the policies say. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "'sessionName': 'a b' | STS answers ValidationError: ",
        "'externalId': '1' | STS answers ValidationError: ",
        "'sourceIdentity': 'aws:x' | STS answers ValidationError: ",
        "'tags': {'aws:x': '1'} | STS answers ValidationError: Tag keys must not start with aws:",
        "'tags': {'a': '1', 'A': '2'} | tags.A: a second A, case aside",
        "'transitiveTagKeys': ['a'] | STS answers ValidationError: The specified transitive tag key",
        "'tags': {'A': '1'}, 'callerTransitiveTags': {'a': '2'} | STS answers ValidationError: One of the specified transitive tag keys",
        "'context': {'aws:SourceIp': '10.0.0.1', 'AWS:SOURCEIP': '11.0.0.1'} | context.AWS:SOURCEIP: a second",
      })
  void givesNoDecisionOnWhatStsRefuses(String members, String error) throws IOException {
    LineAnswers answers =
        LineAnswers.answer(
            NO_FOLDER,
            false,
            false,
            LineAnswers.line("'caller': 'ExampleRole', 'role': 'ExampleAssumedRole', " + members));
    assertTrue(answers.out().get(0).startsWith("{\"error\":\"" + error), answers.toString());
    assertEquals(2, answers.status());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "arn:foo",
        "arn:aws:iam::123456789012:user/ExampleAssumedRole",
        "arn:aws:sts::123456789012:assumed-role/ExampleAssumedRole/s"
      })
  void givesNoDecisionOnWhatIsNoRole(String role) throws IOException {
    LineAnswers answers =
        LineAnswers.answer(
            NO_FOLDER,
            false,
            false,
            LineAnswers.line("'caller': 'ExampleRole', 'role': '" + role + "'"));
    assertTrue(
        answers.out().get(0).startsWith("{\"error\":\"not a role: " + role), answers.toString());
  }

  @Test
  void saysWhichCallersTheWorldDoesNotHave() throws IOException {
    String world =
        ", 'role': 'R', 'world': {'account': '123456789012', 'oidcProviders': [{'url':"
            + " 'https://known.example', 'clientIds': ['a']}], 'roles': [{'arn':"
            + " 'arn:aws:iam::123456789012:role/R', 'trust': {'Statement': [{'Effect': 'Allow',"
            + " 'Principal': '*', 'Action': 'sts:*'}, {'Effect': 'Allow', 'Principal':"
            + " {'Federated': ['cognito-identity.amazonaws.com', 'accounts.google.com',"
            + " 'arn:aws:iam::123456789012:oidc-provider/known.example']}, 'Action':"
            + " 'sts:AssumeRoleWithWebIdentity'}]}}]}";
    String provider = "arn:aws:iam::123456789012:oidc-provider/";
    LineAnswers answers =
        LineAnswers.answer(
            NO_FOLDER,
            false,
            false,
            LineAnswers.line("'caller': 'arn:aws:iam::210987654321:role/Other'" + world),
            LineAnswers.line("'caller': '" + provider + "gone.example'" + world),
            LineAnswers.line("'caller': '" + provider + "known.example'" + world),
            LineAnswers.line("'caller': 'cognito-identity.amazonaws.com'" + world),
            LineAnswers.line("'caller': 'accounts.google.com'" + world),
            LineAnswers.line(
                "'caller': 'arn:aws:iam::210987654321:user/u', 'callerSessionPolicies':"
                    + " [{'Statement': {'Effect': 'Deny', 'Action': '*', 'Resource': '*'}}]"
                    + world));
    assertEquals(
        "{\"decision\":\"ImplicitlyDenied\",\"because\":\"The world does not list"
            + " arn:aws:iam::210987654321:role/Other; add it with its policies.\"}",
        answers.out().get(0));
    assertEquals(
        "{\"error\":\"the world does not have the caller: identity provider "
            + provider
            + "gone.example; add it to oidcProviders\"}",
        answers.out().get(1));
    for (int i = 2; i < 5; i++) {
      assertTrue(answers.out().get(i).startsWith("{\"decision\":\"Allowed\""), answers.toString());
    }
    assertEquals(
        "{\"error\":\"callerSessionPolicies are for role sessions, and the caller is"
            + " arn:aws:iam::210987654321:user/u\"}",
        answers.out().get(5));
  }

  @Test
  void onlyASessionByItsArnIsRoleChaining() throws IOException {
    String rest =
        ", 'role': 'R', 'sourceIdentity': 'bob', 'world': {'account': '123456789012', 'roles':"
            + " [{'arn': 'arn:aws:iam::123456789012:role/R', 'trust': {'Statement': {'Effect':"
            + " 'Allow', 'Principal': {'AWS': 'arn:aws:iam::123456789012:role/C'}, 'Action':"
            + " 'sts:*'}}}, {'arn': 'arn:aws:iam::123456789012:role/C', 'trust': {'Statement':"
            + " {'Effect': 'Allow', 'Principal': '*', 'Action': 'sts:*'}}}]}";
    LineAnswers answers =
        LineAnswers.answer(
            NO_FOLDER,
            false,
            false,
            LineAnswers.line("'caller': 'arn:aws:iam::123456789012:role/C'" + rest),
            LineAnswers.line("'caller': 'arn:aws:sts::123456789012:assumed-role/C/s'" + rest));
    assertTrue(answers.out().get(0).startsWith("{\"decision\":\"Allowed\""), answers.toString());
    assertTrue(answers.out().get(1).contains("The caller is a role session"), answers.toString());
  }

  @Test
  void aSourceIdentityIsInheritedUnchanged() throws IOException {
    String open =
        "'caller': 'C', 'role': 'R', 'world': {'account': '123456789012', 'roles': [{'arn':"
            + " 'arn:aws:iam::123456789012:role/R', 'trust': {'Statement': {'Effect': 'Allow',"
            + " 'Principal': '*', 'Action': 'sts:*'}}}, {'arn':"
            + " 'arn:aws:iam::123456789012:role/C', 'trust': {'Statement': {'Effect': 'Allow',"
            + " 'Principal': '*', 'Action': 'sts:*'}}, 'policies':"
            + " ['arn:aws:iam::aws:policy/AdministratorAccess']}]},"
            + " 'context': {'aws:SourceIdentity': 'bob'}";
    LineAnswers answers =
        LineAnswers.answer(
            NO_FOLDER,
            false,
            false,
            LineAnswers.line(open),
            LineAnswers.line(open + ", 'sourceIdentity': 'eve'"),
            LineAnswers.line(open + ", 'sourceIdentity': 'bob'"));
    assertTrue(answers.out().get(0).contains("\"Allowed\""), answers.toString());
    assertTrue(answers.out().get(1).contains("which a role that it assumes inherits unchanged"));
    assertTrue(answers.out().get(2).contains("\"Allowed\""), answers.toString());
  }
}
