// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.sandbox.condition;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PolicyTextTest {
  private static final Context CONTEXT =
      new Context()
          .with("aws:username", "alice")
          .with("aws:PrincipalTag/team", "b*e")
          .with("aws:TagKeys", List.of("a", "b"));

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      delimiter = '|',
      value = {
        "role/${aws:username}                     | role/alice",
        "${AWS:UserName}-${aws:username}          | alice-alice",
        "role/${aws:PrincipalTag/team}            | role/b*e",
        "${aws:PrincipalTag/cost, 'none'}         | none",
        "${aws:username, 'none'}                  | alice",
        "${*}${?}${$}{                            | *?${",
        "${aws:username                           | ${aws:username",
        "$aws:username}                           | $aws:username}",
      })
  void replacesVariables(String text, String expected) {
    String expanded = PolicyText.parse(text, true).expand(CONTEXT);
    assertEquals(expected, Optional.ofNullable(expanded).map(Glob::plain).orElse("no value"));
  }

  @ParameterizedTest
  @CsvSource({"${aws:userid}", "x${aws:TagKeys}", "${}"})
  void hasNoTextWithoutASingleValue(String text) {
    assertNull(PolicyText.parse(text, true).expand(CONTEXT));
  }

  @Test
  void olderVersionsHaveNoVariables() {
    assertEquals("${aws:username}", PolicyText.parse("${aws:username}", false).expand(CONTEXT));
  }

  @Test
  void valuesOfVariablesAreNoWildcards() {
    String pattern = PolicyText.parse("${aws:PrincipalTag/team}-*-${*}", true).expand(CONTEXT);
    assertEquals(true, Glob.matches(String.valueOf(pattern), "b*e-x-*"));
    assertEquals(false, Glob.matches(String.valueOf(pattern), "blue-x-*"));
    assertEquals(false, Glob.matches(String.valueOf(pattern), "b*e-x-y"));
  }
}
