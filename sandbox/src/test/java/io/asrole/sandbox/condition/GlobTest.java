// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.sandbox.condition;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GlobTest {
  @ParameterizedTest
  @CsvSource({
    "*,            anything/at:all, true",
    "*,            '',              true",
    "a*c,          abbc,            true",
    "a*c,          abbcd,           false",
    "a*b*c,        aXbYbZc,         true",
    "a?c,          abc,             true",
    "a?c,          ac,              false",
    "abc,          Abc,             false",
    "role/*,       role/team/Deep,  true",
    "role/Deep,    role/team/Deep,  false",
    "'',           a,               false",
    "a**,          a,               true",
  })
  void matchesAsPoliciesDo(String pattern, String text, boolean expected) {
    assertEquals(expected, Glob.matches(pattern, text));
  }
}
