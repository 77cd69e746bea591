// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.check;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RulesCheckTest {
  private static final String GRANT = "/usr/bin/asrole-grant";
  private static final String DEFAULTS =
      "Defaults!/usr/bin/asrole-grant env_reset, !setenv, !env_keep, !env_check, !log_output,"
          + " !log_input, umask=0077, umask_override\n";
  private static final String TAGS = "ALL=(asrole) NOPASSWD: NOSETENV: NOLOG_OUTPUT: NOLOG_INPUT: ";

  @Test
  void countsExactRules() {
    assertEquals(
        List.of("ok 3 rules in /etc/sudoers.d/asrole"),
        check(
            DEFAULTS
                + "# %ops ALL=(ALL) /usr/bin/asrole-grant *\n"
                + ("%ops " + TAGS + GRANT + " ReadLogs\n")
                + ("alice " + TAGS + GRANT + " A\\=b\\,c, \\\n " + GRANT + " team/Audit\n")
                + ("Cmnd_Alias READ = " + GRANT + " Read\n")));
  }

  @ParameterizedTest
  @CsvSource({
    "'', FAIL the rule 'bob TAGS GRANT' does not name one role",
    "' Team*', FAIL the rule 'bob TAGS GRANT Team*' does not name one role",
    "' ^Team.*$', FAIL the rule 'bob TAGS GRANT ^Team.*$' does not name one role",
    "' Read Write', FAIL the rule 'bob TAGS GRANT Read Write' does not name one role"
  })
  void refusesARuleThatDoesNotNameOneRole(String role, String says) {
    assertEquals(
        List.of(says.replace("TAGS ", TAGS).replace("GRANT", GRANT)),
        check(DEFAULTS + "bob " + TAGS + GRANT + role + "\n"));
  }

  @Test
  void namesTheSettingsAndTagsThatAreMissing() {
    assertEquals(
        List.of(
            "FAIL Defaults!/usr/bin/asrole-grant lacks !setenv, umask_override",
            "WARN the rule 'bob ALL=(asrole) NOPASSWD: /usr/bin/asrole-grant Read' lacks NOSETENV:"
                + " NOLOG_OUTPUT: NOLOG_INPUT:"),
        check(
            DEFAULTS.replace(" !setenv,", "").replace(", umask_override", "")
                + "bob ALL=(asrole) NOPASSWD: /usr/bin/asrole-grant Read\n"));
  }

  private static List<String> check(String rules) {
    return RulesCheck.check(rules, GRANT).stream()
        .map(f -> (f.verdict() == Finding.Verdict.OK ? "ok" : f.verdict().name()) + " " + f.says())
        .toList();
  }
}
