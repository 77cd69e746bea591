// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.sandbox.iam;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.asrole.sandbox.json.JsonException;
import io.asrole.sandbox.json.JsonPlace;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PolicyTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "'Principal': 'arn:aws:iam::123456789012:root'          | Principal: a principal written as a string can only be *",
        "'Principal': {'Federated': 'x'}                        | Principal.Federated: the sandbox does not know this member",
        "'Principal': {}                                        | Principal: no principal",
        "'Principal': {'AWS': 'arn:aws:iam::123456789012:user/a'} | Principal.AWS: the sandbox does not know this form of principal: arn:aws:iam::123456789012:user/a (it knows a role, an assumed-role session, an account and *)",
        "'Principal': {'AWS': 'arn:aws:iam::123456789012:role/*'} | Principal.AWS: the sandbox does not know this form of principal: arn:aws:iam::123456789012:role/* (it knows a role, an assumed-role session, an account and *)",
        "'Principal': {'AWS': '123456789012:root'}              | Principal.AWS: the sandbox does not know this form of principal: 123456789012:root (it knows a role, an assumed-role session, an account and *)",
        "'Principal': {'Service': 'ec2'}                        | Principal.Service: not a service principal: ec2",
        "'NotPrincipal': '*'                                    | NotPrincipal: the sandbox does not know this member",
        "'Principal': '*', 'Resource': '*'                      | Resource: the sandbox does not know this member",
      })
  void refusesTrustPoliciesItDoesNotUnderstand(String element, String message) {
    assertEquals(
        "Statement." + message, error(() -> Policy.trust(policy("'Action': '*', " + element))));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "'Action': '*'                                 | Statement: member Resource is missing",
        "'Resource': '*'                               | Statement: member Action is missing",
        "'Action': 'sts', 'Resource': '*'              | Statement.Action: not an action: sts",
        "'Action': '*', 'Resource': 'role/x'           | Statement.Resource: not an ARN: role/x",
        "'Action': '*', 'NotAction': '*', 'Resource': '*' | Statement: Action and NotAction exclude each other",
        "'Action': '*', 'NotResource': '*'             | Statement.NotResource: the sandbox does not know this member",
        "'Action': '*', 'Resource': 'arn:aws:iam::1:role/${x}' | Statement.Resource: the sandbox does not know policy variables: arn:aws:iam::1:role/${x}",
        "'Action': '*', 'Resource': '*', 'Principal': '*' | Statement.Principal: the sandbox does not know this member",
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

  private static JsonPlace policy(String elements) {
    return parse("{'Statement': {'Effect': 'Allow', " + elements + "}}");
  }

  private static JsonPlace parse(String json) {
    return JsonPlace.parse(json.replace('\'', '"'));
  }

  private static String error(Runnable action) {
    return String.valueOf(assertThrows(JsonException.class, action::run).getMessage());
  }
}
