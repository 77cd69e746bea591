// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.sandbox.decide;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.asrole.sandbox.world.World;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DecisionLinesTest {
  private static final String ASSUMED = "arn:aws:iam::123456789012:role/ExampleAssumedRole";
  private static final String EXAMPLE = "arn:aws:iam::123456789012:role/ExampleRole";
  private static final String GOOD = "'caller': '" + EXAMPLE + "', 'role': '" + ASSUMED + "'";

  @TempDir Path folder;

  private record Answers(int status, List<String> out, String err) {}

  @Test
  void answersEachLineInOrder() throws IOException {
    Answers answers =
        answer(
            false,
            false,
            line(GOOD),
            "{",
            line("'caller': 'ExampleAssumedRole', 'role': 'ExampleRole'"));
    assertEquals(2, answers.status());
    assertEquals(3, answers.out().size());
    assertEquals(
        "{\"decision\":\"Allowed\",\"because\":\"Statement 1 of the trust policy of "
            + ASSUMED
            + " allows sts:AssumeRole to "
            + EXAMPLE
            + ".\"}",
        answers.out().get(0));
    assertTrue(answers.out().get(1).startsWith("{\"error\":\"not JSON: "), answers.out().get(1));
    assertTrue(answers.out().get(2).startsWith("{\"decision\":\"ImplicitlyDenied\""));
    assertEquals("", answers.err());
  }

  @Test
  void anyFailureIsTheErrorOfItsLine() throws IOException {
    List<Throwable> failures =
        new ArrayList<>(
            List.of(
                new IllegalStateException("lost"),
                new StackOverflowError(),
                new OutOfMemoryError("no space")));
    InstantSource broken =
        () -> {
          if (failures.isEmpty()) {
            return Instant.EPOCH;
          }
          Throwable failure = failures.remove(0);
          if (failure instanceof Error error) {
            throw error;
          }
          throw (RuntimeException) failure;
        };
    StringWriter out = new StringWriter();
    int status =
        new DecisionLines(new Decider(World.builtIn(), broken), folder, false, false)
            .answer(
                new BufferedReader(new StringReader((line(GOOD) + "\n").repeat(4))),
                new PrintWriter(out),
                new PrintWriter(new StringWriter()));
    assertEquals(2, status);
    List<String> answers = out.toString().lines().toList();
    assertEquals(
        List.of(
            "{\"error\":\"decide failed on this line: java.lang.IllegalStateException: lost\"}",
            "{\"error\":\"decide failed on this line: java.lang.StackOverflowError\"}",
            "{\"error\":\"decide failed on this line: java.lang.OutOfMemoryError: no space\"}"),
        answers.subList(0, 3));
    assertTrue(answers.get(3).startsWith("{\"decision\":\"Allowed\""), answers.get(3));
  }

  @Test
  void aCallersSessionMayHaveANameOfOneCharacter() throws IOException {
    String session = "'caller': 'arn:aws:sts::123456789012:assumed-role/ExampleRole/%s'";
    String rest = ", 'role': 'ExampleAssumedRole'";
    Answers answers =
        answer(
            false,
            false,
            line(session.formatted("S") + rest),
            line(session.formatted("s".repeat(64)) + rest),
            line(session.formatted("s".repeat(65)) + rest));
    assertTrue(answers.out().get(0).startsWith("{\"decision\":\"Allowed\""), answers.toString());
    assertTrue(answers.out().get(1).startsWith("{\"decision\":\"Allowed\""), answers.toString());
    assertTrue(answers.out().get(2).startsWith("{\"error\":\"not a caller"), answers.toString());
  }

  @Test
  void comparesWithWhatIsExpected() throws IOException {
    Answers equal = answer(false, true, line(GOOD + ", 'expect': 'Allowed'"));
    assertEquals(0, equal.status());
    Answers different = answer(false, true, line(GOOD + ", 'expect': 'ExplicitlyDenied'"));
    assertEquals(1, different.status());
    assertEquals(
        """
        line 1: expected ExplicitlyDenied, decided Allowed
          Statement 1 of the trust policy of %s allows sts:AssumeRole to %s.
        1 lines: 0 as expected, 1 different, 0 with an error, 0 not compared
        """
            .formatted(ASSUMED, EXAMPLE),
        different.err());
    Answers missing = answer(false, true, line(GOOD));
    assertEquals(2, missing.status());
    assertTrue(missing.out().get(0).startsWith("{\"decision\":\"Allowed\""), missing.toString());
    assertTrue(
        missing.err().endsWith("--expect compared no line: no line has the member expect\n"),
        missing.err());
    Answers some = answer(false, true, line(GOOD), line(GOOD + ", 'expect': 'Allowed'"));
    assertEquals(0, some.status());
    assertEquals(
        "2 lines: 1 as expected, 0 different, 0 with an error, 1 not compared\n", some.err());
    assertEquals(2, answer(false, true).status());
    Answers word = answer(false, true, line(GOOD + ", 'expect': 'Denied'"));
    assertEquals(
        List.of("{\"error\":\"expect: expected Allowed, ImplicitlyDenied or ExplicitlyDenied\"}"),
        word.out());
  }

  @Test
  void readsNullAsAbsentAndSkipsAByteOrderMark() throws IOException {
    Answers answers =
        answer(false, false, "\uFEFF" + line(GOOD + ", 'tags': null, 'externalId': null"), "", " ");
    assertTrue(answers.out().get(0).startsWith("{\"decision\":\"Allowed\""), answers.toString());
    assertEquals("{\"error\":\"the line is empty\"}", answers.out().get(1));
    assertEquals("{\"error\":\"the line is empty\"}", answers.out().get(2));
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
    Answers answers =
        answer(
            false,
            false,
            line("'caller': 'arn:aws:iam::210987654321:role/Other'" + world),
            line("'caller': '" + provider + "gone.example'" + world),
            line("'caller': '" + provider + "known.example'" + world),
            line("'caller': 'cognito-identity.amazonaws.com'" + world),
            line("'caller': 'accounts.google.com'" + world),
            line(
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
    Answers answers =
        answer(
            false,
            false,
            line("'caller': 'arn:aws:iam::123456789012:role/C'" + rest),
            line("'caller': 'arn:aws:sts::123456789012:assumed-role/C/s'" + rest));
    assertTrue(answers.out().get(0).startsWith("{\"decision\":\"Allowed\""), answers.toString());
    assertTrue(answers.out().get(1).contains("The caller is a role session"), answers.toString());
  }

  @Test
  void aSlipIsAnErrorOrAWarning() throws IOException {
    String slip = line(GOOD + ", 'externalID': 'x'");
    Answers strict = answer(false, false, slip);
    assertEquals(
        List.of("{\"error\":\"externalID: decide does not know this member\"}"), strict.out());
    Answers lenient = answer(true, false, slip);
    assertEquals(0, lenient.status());
    assertEquals("warning: line 1: externalID: decide does not know this member\n", lenient.err());
  }

  @Test
  void aLineMayHaveItsOwnWorldWithFiles() throws IOException {
    Files.writeString(
        folder.resolve("trust.json"),
        "{'Version': '2012-10-17', 'Statement': {'Effect': 'Allow', 'Principal': '*', 'Action':"
                .replace('\'', '"')
            + " ['sts:AssumeRole', 'sts:TagSession'], 'Condition': {'StringEquals': {"
                .replace('\'', '"')
            + "'aws:SourceIp': '${aws:RequestTag/ip}'}}}}".replace('\'', '"'));
    String world =
        "'world': {'account': '123456789012', 'roles': [{'arn': 'arn:aws:iam::123456789012:role/R',"
            + " 'trust': 'trust.json'}], 'users': [{'arn': 'arn:aws:iam::123456789012:user/u'}]}";
    String question =
        "'caller': 'arn:aws:iam::123456789012:user/u', 'role': 'R', 'tags': {'ip': '10.0.0.1'}, "
            + world;
    Answers answers =
        answer(
            false,
            false,
            line(question + ", 'context': {'aws:SourceIp': '10.0.0.1'}"),
            line(question + ", 'context': {'aws:SourceIp': '10.0.0.2'}"));
    assertEquals(0, answers.status(), answers.toString());
    assertTrue(answers.out().get(0).startsWith("{\"decision\":\"Allowed\""));
    assertTrue(answers.out().get(1).startsWith("{\"decision\":\"ImplicitlyDenied\""));
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
    Answers answers =
        answer(
            false,
            false,
            line(open),
            line(open + ", 'sourceIdentity': 'eve'"),
            line(open + ", 'sourceIdentity': 'bob'"));
    assertTrue(answers.out().get(0).contains("\"Allowed\""), answers.toString());
    assertTrue(answers.out().get(1).contains("which a role that it assumes inherits unchanged"));
    assertTrue(answers.out().get(2).contains("\"Allowed\""), answers.toString());
  }

  private Answers answer(boolean lenient, boolean expecting, String... lines) throws IOException {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    Decider decider = new Decider(World.builtIn(), () -> Instant.EPOCH);
    int status =
        new DecisionLines(decider, folder, lenient, expecting)
            .answer(
                new BufferedReader(new StringReader(String.join("\n", lines))),
                new PrintWriter(out),
                new PrintWriter(err));
    return new Answers(status, out.toString().lines().toList(), err.toString());
  }

  private static String line(String members) {
    return ("{" + members + "}").replace('\'', '"');
  }
}
