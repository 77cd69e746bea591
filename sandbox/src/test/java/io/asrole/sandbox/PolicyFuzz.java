// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.sandbox;

import com.code_intelligence.jazzer.junit.DictionaryEntries;
import com.code_intelligence.jazzer.junit.FuzzTest;
import io.asrole.sandbox.iam.Policy;
import io.asrole.sandbox.iam.PolicyKind;
import io.asrole.sandbox.iam.PolicyReader;
import io.asrole.sandbox.json.JsonException;
import io.asrole.sandbox.json.JsonPlace;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Any text is a policy, or is refused with a JsonException. */
class PolicyFuzz {
  @DictionaryEntries({
    "\"Statement\"",
    "\"Effect\"",
    "\"Allow\"",
    "\"Deny\"",
    "\"Principal\"",
    "\"NotPrincipal\"",
    "\"AWS\"",
    "\"Service\"",
    "\"Federated\"",
    "\"Action\"",
    "\"NotAction\"",
    "\"Resource\"",
    "\"NotResource\"",
    "\"Condition\"",
    "\"Version\"",
    "\"2012-10-17\"",
    "\"2008-10-17\"",
    "\"Sid\"",
    "StringLike",
    "ArnEquals",
    "IfExists",
    "ForAllValues:",
    "ForAnyValue:",
    "IpAddress",
    "DateLessThan",
    "NumericEquals",
    "Bool",
    "Null",
    "BinaryEquals",
    "arn:aws:iam::123456789012:",
    "${aws:username}",
    "${*}",
    ", 'default'}",
    "2001:db8::/32"
  })
  @FuzzTest(maxDuration = "10s")
  void readsAnyText(byte[] bytes) {
    String text = new String(bytes, StandardCharsets.UTF_8);
    try {
      Policy.trust(JsonPlace.parse(text));
    } catch (JsonException expected) {
      // The text is not a trust policy.
    }
    try {
      Policy.identity(JsonPlace.parse(text));
    } catch (JsonException expected) {
      // The text is not an identity policy.
    }
    JsonPlace document;
    try {
      document = JsonPlace.parse(text);
    } catch (JsonException expected) {
      return;
    }
    readLeniently(document);
  }

  /** A lenient reader accepts any JSON: a policy that nobody understands denies every request. */
  private static void readLeniently(JsonPlace document) {
    for (PolicyKind kind : PolicyKind.values()) {
      List<JsonException> complaints = new ArrayList<>();
      Policy policy =
          new PolicyReader(kind, "a policy", complaints::add, arn -> true).read(document);
      if (complaints.isEmpty() && policy.statements().isEmpty()) {
        throw new AssertionError("no statement and no complaint: " + document.value());
      }
    }
  }
}
