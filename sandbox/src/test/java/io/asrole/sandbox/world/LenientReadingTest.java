// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.sandbox.world;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.asrole.sandbox.arn.UserArn;
import io.asrole.sandbox.authorization.Authorization;
import io.asrole.sandbox.condition.Context;
import io.asrole.sandbox.iam.Caller;
import io.asrole.sandbox.iam.Decision;
import io.asrole.sandbox.json.JsonPlace;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The option {@code --lenient}: what is not understood is a warning, and allows nothing. */
class LenientReadingTest {
  private static final String ROLE = "arn:aws:iam::123456789012:role/R";
  private static final Caller.User ALICE =
      new Caller.User(
          UserArn.parse("arn:aws:iam::123456789012:user/alice").orElseThrow(), List.of(), null);
  private static final String OPEN = "{'Effect': 'Allow', 'Principal': '*', 'Action': 'sts:*'}";

  private final List<String> complaints = new ArrayList<>();

  @Test
  void anUnknownMemberIsLeftOut() {
    assertEquals("Allowed", decide("'limit': 1, 'trust': {'Statement': " + OPEN + "}").text());
    assertEquals(List.of("roles[0].limit: the sandbox does not know this member"), complaints);
  }

  @Test
  void anUnknownMemberOfAProviderIsLeftOut() {
    String provider = "{'url': 'https://a.example', 'clientIds': ['b'], 'thumbprints': []}";
    World world =
        parse("{'account': '123456789012', 'roles': [], 'oidcProviders': [" + provider + "]}");
    assertEquals(List.of("b"), world.oidcProviders().get(0).clientIds());
    assertEquals(
        List.of("oidcProviders[0].thumbprints: the sandbox does not know this member"), complaints);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "'Principal': {'AWS': ['everyone', '*']}, 'Action': 'sts:*'        | Allowed",
        "'Principal': {'AWS': 'everyone', 'Friend': '*'}, 'Action': 'sts:*' | ImplicitlyDenied",
        "'Principal': '*', 'Action': ['assume', 'sts:AssumeRole']          | Allowed",
        "'Principal': '*', 'Action': 'assume'                              | ImplicitlyDenied",
        "'Principal': '*', 'NotAction': ['assume', 'sts:TagSession']       | ImplicitlyDenied",
        "'NotPrincipal': {'AWS': '*'}, 'Action': 'sts:*'                   | ImplicitlyDenied",
        "'Principal': '*', 'Action': 'sts:*', 'Sid': 'not a sid'           | Allowed",
        "'Principal': '*', 'Action': 'sts:*', 'Unless': 'x'                | ImplicitlyDenied",
        "'Principal': '*', 'Action': 'sts:*', 'Condition': {'StringIs': {'a:b': 'c'}} | ImplicitlyDenied",
        "'Principal': '*', 'Action': 'sts:*', 'Condition': 'never'         | ImplicitlyDenied",
      })
  void anAllowAppliesToLess(String elements, String decision) {
    String trust = "'trust': {'Statement': {'Effect': 'Allow', " + elements + "}}";
    assertEquals(decision, decide(trust).text());
    assertEquals(true, complaints.size() >= 1, complaints.toString());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "'Principal': {'AWS': 'arn:aws:iam::123456789012:role/Gone'}, 'Action': 'sts:*' | ExplicitlyDenied",
        "'Principal': '*', 'Action': 'assume'                                 | ExplicitlyDenied",
        "'Principal': '*', 'NotAction': ['assume', 'sts:AssumeRole']          | Allowed",
        "'Principal': '*', 'NotAction': 'assume'                              | ExplicitlyDenied",
        "'Principal': {'AWS': 'AIDAEXAMPLEDELETED00'}, 'Action': 'assume'     | Allowed",
        "'NotPrincipal': {'AWS': ['arn:aws:iam::123456789012:root', 'x']}, 'Action': 'sts:*' | ExplicitlyDenied",
        "'NotPrincipal': {'AWS': ['*', 'x']}, 'Action': 'sts:*'               | Allowed",
        "'Principal': '*', 'Action': 'sts:*', 'Condition': {'StringIs': {'a:b': 'c'}} | ExplicitlyDenied",
        "'Principal': '*', 'Action': 'sts:*', 'Condition': {'StringIs': {'a:b': 'c'}, 'Null': {'a:b': 'false'}} | Allowed",
        "'Principal': '*', 'Action': 'sts:*', 'Unless': 'x'                   | ExplicitlyDenied",
      })
  void aDenyAppliesToMore(String elements, String decision) {
    String deny = "{'Effect': 'Deny', " + elements + "}";
    assertEquals(decision, decide("'trust': {'Statement': [" + OPEN + ", " + deny + "]}").text());
    assertEquals(1, complaints.size(), complaints.toString());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'Effect': 'Perhaps', 'Principal': '*', 'Action': 'sts:*'} | Statement 2 (which is understood in part)",
        "{'Principal': '*', 'Action': 'sts:*'}                      | Statement 2 (which is not understood)",
        "5                                                          | Statement 2 (which is not understood)",
      })
  void aStatementThatMayBeADenyDenies(String statement, String start) {
    Decision decision = evaluate("'trust': {'Statement': [" + OPEN + ", " + statement + "]}");
    assertEquals(
        start
            + " of the trust policy of "
            + ROLE
            + " denies sts:AssumeRole to "
            + ALICE.arn()
            + ".",
        decision.because());
    assertEquals(1, complaints.size(), complaints.toString());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'Version': '2012', 'Statement': [%s]}",
        "{'Statements': [%s]}",
        "[%s]",
      })
  void aDocumentThatIsNotUnderstoodDenies(String document) {
    assertEquals(
        "The document (which is not understood) of the trust policy of "
            + ROLE
            + " denies sts:AssumeRole to "
            + ALICE.arn()
            + ".",
        evaluate("'trust': " + document.formatted(OPEN)).because());
    assertEquals(1, complaints.size(), complaints.toString());
  }

  @Test
  void theSentenceNamesWhatIsNotUnderstood() {
    String condition = "'Condition': {'StringIs': {'a:b': 'c'}, 'Bool': {'c:d': 'yes'}}";
    String statement = "'Principal': '*', 'Action': 'sts:*', " + condition + "}";
    assertEquals(
        "The trust policy of "
            + ROLE
            + " does not allow sts:AssumeRole to "
            + ALICE.arn()
            + ": statement 1 (which is understood in part) of the trust policy of "
            + ROLE
            + " requires a condition that is not met: StringIs is not understood, and counts as not"
            + " met.",
        evaluate("'trust': {'Statement': {'Effect': 'Allow', " + statement + "}").because());
    assertEquals(
        "Statement 2 (which is understood in part) of the trust policy of "
            + ROLE
            + " denies sts:AssumeRole to "
            + ALICE.arn()
            + ": StringIs is not understood, and counts as met; Bool c:d is not understood, and"
            + " counts as met.",
        evaluate("'trust': {'Statement': [" + OPEN + ", {'Effect': 'Deny', " + statement + "]}")
            .because());
    assertEquals(4, complaints.size(), complaints.toString());
  }

  private Decision.Result decide(String members) {
    return evaluate(members).result();
  }

  private Decision evaluate(String members) {
    String json =
        "{'account': '123456789012', 'roles': [{'arn': '%s', %s}]}".formatted(ROLE, members);
    World world = parse(json);
    return new Authorization(world).decide(ALICE, ROLE, "sts:AssumeRole", new Context());
  }

  private World parse(String json) {
    return World.parse(
        JsonPlace.parse(json.replace('\'', '"')),
        null,
        complaint -> complaints.add(complaint.getMessage()));
  }
}
