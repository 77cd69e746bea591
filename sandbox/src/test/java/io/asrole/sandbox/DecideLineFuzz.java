// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.sandbox;

import com.code_intelligence.jazzer.junit.DictionaryEntries;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Any line gets one line of JSON: a decision with its explanation, or an error. */
class DecideLineFuzz {
  private static final List<String> DECISIONS =
      List.of("Allowed", "ImplicitlyDenied", "ExplicitlyDenied", "Error");
  private static final Decide DECIDE = new Decide();

  @DictionaryEntries({
    "\"caller\"",
    "\"role\"",
    "\"sessionName\"",
    "\"externalId\"",
    "\"sourceIdentity\"",
    "\"tags\"",
    "\"transitiveTagKeys\"",
    "\"callerSessionPolicies\"",
    "\"context\"",
    "\"world\"",
    "\"account\"",
    "\"partition\"",
    "\"region\"",
    "\"instance\"",
    "\"roles\"",
    "\"users\"",
    "\"scps\"",
    "\"organization\"",
    "\"boundary\"",
    "\"trust\"",
    "\"policies\"",
    "\"arn\"",
    "arn:aws:sts::123456789012:assumed-role/ExampleRole/alice",
    "arn:aws:iam::123456789012:role/ExampleAssumedRole",
    ":user/"
  })
  @FuzzTest(maxDuration = "10s")
  void answersAnyLine(byte[] bytes) {
    String line = new String(bytes, StandardCharsets.UTF_8).replaceAll("[\\r\\n]", " ");
    if (line.isEmpty()) {
      return;
    }
    String printed = DECIDE.line(line);
    if (printed.indexOf('\n') >= 0) {
      throw new AssertionError("more than one line: " + printed);
    }
    Decide.Answer answer = DECIDE.answer(line);
    if (!DECISIONS.contains(answer.decision()) || answer.because().isEmpty()) {
      throw new AssertionError("not an answer: " + printed);
    }
  }
}
