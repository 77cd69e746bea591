// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.sandbox.iam;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.asrole.sandbox.json.JsonException;
import io.asrole.sandbox.json.JsonPlace;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PolicyTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "'Principal': 'arn:aws:iam::123456789012:root'          | Principal: a principal written as a string can only be *",
        "'Principal': {'Federated': 'x'}                        | Principal.Federated: Invalid principal in policy: \"Federated\":\"x\"",
        "'Principal': {}                                        | Principal: no principal",
        "'Principal': {'AWS': 'arn:aws:iam::123456789012:role/*'} | Principal.AWS: Invalid principal in policy: \"AWS\":\"arn:aws:iam::123456789012:role/*\"",
        "'Principal': {'AWS': 'arn:aws:iam::123456789012:role/a*/b'} | Principal.AWS: Invalid principal in policy: \"AWS\":\"arn:aws:iam::123456789012:role/a*/b\"",
        "'Principal': {'AWS': '123456789012:root'}              | Principal.AWS: Invalid principal in policy: \"AWS\":\"123456789012:root\"",
        "'Principal': {'Service': 'ec2'}                        | Principal.Service: Invalid principal in policy: \"Service\":\"ec2\"",
        "'NotPrincipal': '*'                                    | NotPrincipal: NotPrincipal with Effect Allow is not supported",
        "'Principal': '*', 'Resource': '*'                      | Resource: Has prohibited field Resource",
        "'Principal': '*', 'Action': 's3:*'                     | Action: AssumeRole policy may only specify STS AssumeRole actions.",
        "'Principal': '*', 'Action': 'sts:Get*'                 | Action: AssumeRole policy may only specify STS AssumeRole actions.",
        "'Principal': '*', 'Action': '*:Get*'                   | Action: AssumeRole policy may only specify STS AssumeRole actions.",
        "'Principal': '*', 'Sid': 'a_b'                         | Sid: Statement IDs (SID) must be alpha-numeric. Check that your input satisfies the regular expression [0-9A-Za-z]*",
        "'Principal': '*', 'Action': []                         | Action: Policy statement must contain actions.",
      })
  void refusesTrustPoliciesItDoesNotUnderstand(String element, String message) {
    assertEquals("Statement." + message, error(() -> Policy.trust(policy(element))));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "'Action': '*'                                 | Statement: member Resource is missing",
        "'Resource': '*'                               | Statement: member Action is missing",
        "'Action': 'sts', 'Resource': '*'              | Statement.Action: not an action: sts",
        "'Action': '*', 'Resource': '*', 'Sid': 'a b'  | Statement.Sid: Statement IDs (SID) must be alpha-numeric. Check that your input satisfies the regular expression [0-9A-Za-z]*",
        "'Action': '*', 'Resource': 'role/x'           | Statement.Resource: not an ARN: role/x",
        "'Action': '*', 'NotAction': '*', 'Resource': '*' | Statement: Action and NotAction exclude each other",
        "'Action': '*', 'Resource': []                    | Statement.Resource: Policy statement must contain resources.",
        "'Action': '*', 'Resource': '*', 'Principal': '*' | Statement.Principal: Policy document should not specify a principal.",
      })
  void refusesIdentityPoliciesItDoesNotUnderstand(String elements, String message) {
    assertEquals(message, error(() -> Policy.identity(policy(elements))));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'Version': '2012', 'Statement': []}           | Version: expected 2012-10-17 or 2008-10-17",
        "{'Version': '2012-10-17', 'Statement': []}     | Statement: no statement",
        "{'Version': '2012-10-17'}                      | the document: member Statement is missing",
        "{'Statement': {'Effect': 'allow', 'Action': '*', 'Resource': '*'}} | Statement.Effect: expected Allow or Deny",
        "{'Statement': [{'Effect': 'Allow'}], 'x': 1}   | x: the sandbox does not know this member",
      })
  void refusesDocumentsThatAreNoPolicies(String json, String message) {
    assertEquals(message, error(() -> Policy.identity(parse(json))));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "sts:*",
        "*",
        "sts:AssumeRole",
        "sts:AssumeRoleWith*",
        "sts:TagSession",
        "sts:SetSourceIdentity",
        "sts:SetContext"
      })
  void aTrustPolicyMayNameTheseActions(String action) {
    String statement = "'Principal': '*', 'Action': '" + action + "'";
    assertEquals(1, Policy.trust(policy(statement)).statements().size());
  }

  @ParameterizedTest
  @CsvSource({"4000, ''", "4097, the trust policy has more than 4096 characters"})
  void aTrustPolicyMayBeAsLongAsIamAllowsOnRequest(int length, String message) {
    String id = "x".repeat(length - 100);
    String text =
        "{'Id': '"
            + id
            + "', 'Statement': {'Effect': 'Allow', 'Principal': '*', 'Action': 'sts:*'}}";
    if (message.isEmpty()) {
      assertEquals(1, Policy.trust(parse(text)).statements().size());
    } else {
      String longer = text.replace(id, id + "x".repeat(100));
      assertEquals(true, error(() -> Policy.trust(parse(longer))).contains(message));
    }
  }

  private static JsonPlace policy(String elements) {
    if (!elements.contains("Action") && elements.contains("rincipal")) {
      return policy(elements + ", 'Action': '*'");
    }
    return parse("{'Statement': {'Effect': 'Allow', " + elements + "}}");
  }

  private static JsonPlace parse(String json) {
    return JsonPlace.parse(json.replace('\'', '"'));
  }

  private static String error(Runnable action) {
    return String.valueOf(assertThrows(JsonException.class, action::run).getMessage());
  }
}
