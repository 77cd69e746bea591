// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.asrole.it.AsRole.Result;
import io.asrole.sandbox.Sandbox;
import java.nio.file.Path;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Options with an empty value, as an unset variable of a shell leaves it. */
@Tag("one-jdk")
class EmptyValuesIT {
  @AutoClose final Sandbox aws = Sandbox.start();
  @TempDir Path home;

  @ParameterizedTest
  @CsvSource({
    "exec, --policy-arn",
    "exec, --policy",
    "exec, --external-id",
    "exec, --role-session-name",
    "exec, --source-identity",
    "exec, --transitive-tag",
    "exec, --region",
    "exec, --source",
    "exec, --duration",
    "exec, --min-remaining",
    "exec, --wait",
    "credentials, --policy-arn",
    "whoami, --policy-arn",
    "doctor, --policy-arn",
    "attach, --scope",
    "setup, --account",
    "setup, --instance-role",
    "setup, --instance-id",
    "setup, --partition",
    "setup, --service",
    "setup, --also"
  })
  void anOptionWithAnEmptyValueIsRefused(String subcommand, String option) {
    Result result = AsRole.in(aws, home).run(subcommand, option, "", AsRole.ROLE);
    assertEquals(
        new Result(
            125,
            "",
            "asrole: option '"
                + option
                + "' is empty: give it a value, or leave it out; see asrole "
                + subcommand
                + " --help\n"),
        result);
    assertEquals(0, aws.counters().calls("sts"));
  }

  @Test
  void theValueOfATagMayBeEmpty() {
    Result result = AsRole.in(aws, home).run("--tag", "team=", AsRole.ROLE, "--", "true");
    assertTrue(result.err().contains("not authorized to perform: sts:TagSession"), result.err());
  }
}
