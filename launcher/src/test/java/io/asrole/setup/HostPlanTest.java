// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.setup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.asrole.AsroleException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The sudo rules and user names in the script. GuardedHostIT runs the script. */
class HostPlanTest {
  @Test
  void writesOneLineForEachUserAndRoleWithNamesAsSudoWantsThem() throws AsroleException {
    String script =
        HostPlan.parse(
                List.of(
                    "%ops,alice=ReadLogs,team/x/Deploy",
                    "alice=ReadLogs",
                    "AD\\bob,%AD\\ops,carol@example.com=210987654321:Audit,a=b\\,c+d@e"),
                List.of())
            .print();
    String tags = "ALL=(asrole) NOPASSWD: NOSETENV: NOLOG_OUTPUT: NOLOG_INPUT:";
    assertTrue(
        script.contains(
            """
            <<'END_OF_FILE'
            # Who may have which role by asrole. Written by asrole setup --host. Edit it with: visudo -f /etc/sudoers.d/asrole
            # Give exact role names. A pattern would let other arguments through.
            Defaults!/usr/bin/asrole-grant env_reset, !setenv, !env_keep, !env_check, !log_output, !log_input, umask=0077, umask_override
            %ops TAGS /usr/bin/asrole-grant ReadLogs
            %ops TAGS /usr/bin/asrole-grant team/x/Deploy
            alice TAGS /usr/bin/asrole-grant ReadLogs
            alice TAGS /usr/bin/asrole-grant team/x/Deploy
            AD\\\\bob TAGS /usr/bin/asrole-grant 210987654321\\:Audit
            AD\\\\bob TAGS /usr/bin/asrole-grant a\\=b\\,c+d@e
            %AD\\\\ops TAGS /usr/bin/asrole-grant 210987654321\\:Audit
            %AD\\\\ops TAGS /usr/bin/asrole-grant a\\=b\\,c+d@e
            carol@example.com TAGS /usr/bin/asrole-grant 210987654321\\:Audit
            carol@example.com TAGS /usr/bin/asrole-grant a\\=b\\,c+d@e
            END_OF_FILE
            """
                .replace("TAGS", tags)),
        script);
  }

  @Test
  void looksEachUserAndGroupUpOnce() throws AsroleException {
    String script = HostPlan.parse(List.of("%ops,alice=A", "alice,AD\\bob=B"), List.of()).print();
    assertTrue(script.contains("\nfor who in %ops alice 'AD\\bob'; do\n"), script);
    assertFalse(script.matches("(?s).*@[A-Z]+@.*"), script);
  }

  @Test
  void keepsInstanceMetadataOpenForTheUsersGiven() throws AsroleException {
    String script = HostPlan.parse(List.of("a=B"), List.of("jenkins", "AD\\svc")).print();
    assertTrue(
        script.contains(
            "\nfor user in asrole ec2-instance-connect systemd-imds jenkins 'AD\\svc'; do\n"),
        script);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a",
        "=B",
        "a=",
        "a,=B",
        "a=B,",
        "a b=C",
        "a=B C",
        "a\nb=C",
        "a=B\nC",
        "a\tb=C",
        "a=B*",
        "a=B?",
        "a=[B]",
        "a=^B$",
        "ALL=B",
        "!a=B",
        "a=!B",
        "'a'=B",
        "a=\"B\"",
        "a=B\\",
        "a\\\\b=C",
        "a\\=C",
        "#0=B",
        "%#0=B",
        "%:ops=B",
        "%%ops=B",
        "%=B",
        "+netgroup=B",
        "@a=B",
        "-6=B",
        "4242=B",
        "%4242=B",
        "OPS=B",
        "Defaults=B",
        "User_Alias=B",
        "sudoedit=B",
        "include=B",
        "a=-B",
        "a=/",
        "a=12:B",
        "a=arn:aws:iam::123456789012:role/B",
        "a=B#c",
        "a:b=C",
        "é=B",
        "a=B;c",
        "a=$(id)",
        "a(b)=C",
        "a>b=C"
      })
  void refusesWhatIsNotAnExactName(String rule) {
    AsroleException refused =
        assertThrows(AsroleException.class, () -> HostPlan.parse(List.of(rule), List.of()));
    assertTrue(refused.sentence().startsWith("malformed --allow '"), refused.sentence());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a b", "$(id)", "a'b", "1000", "ALL", "-n", "a\nb", "%ops"})
  void refusesAUserWhoKeepsInstanceMetadataWithoutAName(String user) {
    assertEquals(
        "malformed --also: '" + user.replace('\n', ' ') + "' ",
        assertThrows(AsroleException.class, () -> HostPlan.parse(List.of("a=B"), List.of(user)))
            .sentence()
            .replaceFirst("(is|has) (not|a|another) .*", ""));
  }
}
