// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WarmStartsTest {
  private static final Map<String, String> ENVIRONMENT = Map.of("HOME", "/home/u");

  @ParameterizedTest
  @ValueSource(
      strings = {"Deploy", "team/x/Deploy", "123456789012:Deploy", "a-profile", "statuses"})
  void areThereForWhateverIsARole(String role) {
    assertEquals(true, WarmStarts.of(role, ENVIRONMENT).isPresent());
  }

  /** The script looks for a warm start of its first argument, whatever that is. */
  @ParameterizedTest
  @ValueSource(
      strings = {"", "-x", "--version", ".", ".now", "a b", "a%b", "whoami", "exec", "attach"})
  void areNoneForWhatTheScriptMustNotTakeForARole(String argument) {
    assertEquals(false, WarmStarts.of(argument, ENVIRONMENT).isPresent());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "nowhere", "../u"})
  void areNoneWithoutAHome(String home) {
    assertEquals(false, WarmStarts.of("Deploy", Map.of("HOME", home)).isPresent());
  }

  @Test
  void areNoneWhereTwoEnvironmentsWouldBeOneLine() {
    Map<String, String> two = Map.of("HOME", "/home/u", "AWS_PROFILE", "a,b");
    assertEquals(false, WarmStarts.of("Deploy", two).isPresent());
  }
}
