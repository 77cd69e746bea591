// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.guard;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Set;
import org.junit.jupiter.api.Test;

/** The lines are those of sudo 1.9.13. */
class SudoRulesTest {
  private static final String PROGRAM = "/usr/bin/asrole-grant";

  @Test
  void areTheArgumentsOfTheGrant() {
    assertEquals(
        Set.of("ReadLogs", "Deploy"),
        parse(
            "    (asrole) NOSETENV: NOPASSWD: NOLOG_INPUT: NOLOG_OUTPUT: /usr/bin/asrole-grant"
                + " ReadLogs, /usr/bin/asrole-grant Deploy"));
  }

  @Test
  void haveNoBackslashes() {
    assertEquals(
        Set.of("A=b,c", "123456789012:Deploy"),
        parse(
            "    (asrole) NOPASSWD: /usr/bin/asrole-grant A\\=b\\,c, /usr/bin/asrole-grant"
                + " 123456789012\\:Deploy"));
  }

  @Test
  void showTheRulesOfOthersAsPatterns() {
    assertEquals(
        Set.of("Team*", "*"),
        parse(
            "    (asrole : ops) NOPASSWD: /usr/bin/asrole-grant Team*\n    (ALL : ALL) NOPASSWD: ALL"));
  }

  @Test
  void areNotTheRulesOfOtherUsersAndPrograms() {
    assertEquals(
        Set.of(),
        parse(
            """
                Defaults!/usr/bin/asrole-grant env_reset, !setenv
                (root) NOPASSWD: /usr/bin/asrole-grant Root
                (asrole) NOPASSWD: /usr/bin/asrole-granted Other, /bin/true
            """));
  }

  /** asrole runs sudo without a terminal, so it cannot give a password. */
  @Test
  void areNotRulesThatNeedAPassword() {
    String rules =
        "    (asrole) /usr/bin/asrole-grant A, NOPASSWD: /usr/bin/asrole-grant B,"
            + " /usr/bin/asrole-grant C, PASSWD: /usr/bin/asrole-grant D\n    (ALL : ALL) ALL";
    assertEquals(Set.of("B", "C"), parse(rules));
    assertEquals(
        Set.of("A", "B", "C", "*"),
        SudoRules.parse("    use_pty, !authenticate\n" + rules, PROGRAM));
  }

  @Test
  void leaveOutADigestAndARuleWithoutRole() {
    assertEquals(
        Set.of("A"),
        parse(
            "    (asrole) NOPASSWD: sha224:D7910Z/LnYbSzRCLnYlrKX6ERKXx0vS5sCnaEA=="
                + " /usr/bin/asrole-grant A, /usr/bin/asrole-grant \"\",  !/usr/bin/asrole-grant B"));
  }

  private static Set<String> parse(String rules) {
    return SudoRules.parse(
        "Matching Defaults entries for alice on vm:\n"
            + "    env_reset, secure_path=/usr/local/sbin\\:/usr/bin\n\n"
            + "User alice may run the following commands on vm:\n"
            + rules
            + "\n",
        PROGRAM);
  }
}
