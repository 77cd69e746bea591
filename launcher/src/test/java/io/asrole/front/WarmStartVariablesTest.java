// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.front;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WarmStartVariablesTest {
  private static final Map<String, String> ENVIRONMENT = Map.of("HOME", "/home/u");

  @ParameterizedTest
  @ValueSource(
      strings = {"Deploy", "team/x/Deploy", "123456789012:Deploy", "a-profile", "statuses"})
  void areThereForWhateverIsARole(String role) {
    assertEquals(true, WarmStartVariables.createWarmFile(role, ENVIRONMENT, "").isPresent());
  }

  /** The script looks for a warm start of its first argument, whatever that is. */
  @ParameterizedTest
  @ValueSource(
      strings = {"", "-x", "--version", ".", ".now", "a b", "a%b", "whoami", "exec", "attach"})
  void areNoneForWhatTheScriptMustNotTakeForARole(String argument) {
    assertEquals(false, WarmStartVariables.createWarmFile(argument, ENVIRONMENT, "").isPresent());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "nowhere", "../u"})
  void areNoneWithoutAHome(String home) {
    assertEquals(
        false, WarmStartVariables.createWarmFile("Deploy", Map.of("HOME", home), "").isPresent());
  }

  /** A comma separates the values, a backslash is lost when the script reads the line. */
  @ParameterizedTest
  @ValueSource(strings = {"a,b", "a\\b", "a b", "a\nb", "a'b", "$a", "\u00e4"})
  void areNoneWhereTwoEnvironmentsCouldBeOneLine(String value) {
    Map<String, String> environment = Map.of("HOME", "/home/u", "AWS_PROFILE", value);
    assertEquals(false, WarmStartVariables.createWarmFile("Deploy", environment, "").isPresent());
  }
}
