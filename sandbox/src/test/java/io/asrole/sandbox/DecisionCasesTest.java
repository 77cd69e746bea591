// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Decisions that AWS's documentation gives. Each case cites its page. */
class DecisionCasesTest {
  private static final Decide DECIDE = new Decide();

  static List<DecisionCase> cases() {
    return DecisionCase.all();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void decidesAsAwsDocuments(DecisionCase one) {
    Decide.Answer answer = DECIDE.answer(one.request());
    assertEquals(
        one.expect(),
        answer.decision(),
        () -> answer.because() + "\n" + one.page() + "\n" + one.request());
    assertTrue(answer.because().length() > 10, () -> "no explanation: " + answer);
  }

  @Test
  void thereAreAtLeast150CasesAndNoTwoOfOneName() {
    Set<String> names = new HashSet<>();
    for (DecisionCase one : cases()) {
      assertTrue(names.add(one.name()), () -> "two cases have the name " + one.name());
      assertTrue(one.page().startsWith("https://docs.aws.amazon.com/"), one::page);
    }
    assertTrue(names.size() >= 150, () -> "only " + names.size() + " cases");
  }

  @Test
  void theCasesExpectEachDecision() {
    for (String decision : List.of("Allowed", "ImplicitlyDenied", "ExplicitlyDenied", "Error")) {
      long count = cases().stream().filter(one -> one.expect().equals(decision)).count();
      assertTrue(count >= 20, () -> "only " + count + " cases expect " + decision);
    }
  }
}
