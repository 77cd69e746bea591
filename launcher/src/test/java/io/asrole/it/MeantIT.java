// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.asrole.it.AsRole.Result;
import io.asrole.sandbox.Sandbox;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A name that AWS refuses may have been meant for something else. */
class MeantIT {
  private static final String REFUSED =
      "; the role must exist, its trust policy name this caller, and this caller's policies allow it";

  @AutoClose final Sandbox aws = Sandbox.start();
  @TempDir Path home;

  private String refusal(String role) throws IOException {
    Path config =
        Files.writeString(
            home.resolve("config"),
            """
            [profile deploy-prod]
            role_arn = arn:aws:iam::123456789012:role/ExampleAssumedRole
            [profile plain]
            region = us-east-1
            """);
    Result result =
        AsRole.in(aws, home).with("AWS_CONFIG_FILE", config.toString()).run(role, "--", "true");
    assertEquals(125, result.exitCode());
    String before = REFUSED + "; see asrole doctor " + role;
    assertTrue(result.err().contains(before), result.err());
    return result.err().substring(result.err().indexOf(before) + before.length());
  }

  @Test
  void isTold() throws IOException {
    assertEquals("; did you mean the profile 'deploy-prod'?\n", refusal("deploy-prdo"));
    assertEquals("; did you mean the word 'whoami'?\n", refusal("whomai"));
    String plain =
        "; there is a profile 'plain', but without role_arn: asrole took 'plain' for the name of a"
            + " role\n";
    assertEquals(plain, refusal("plain"));
    assertEquals(plain, refusal("plain")); // remembered
    assertEquals("; for help: asrole --help, or asrole WORD --help\n", refusal("help"));
    assertEquals("\n", refusal("SomethingElse"));
    assertEquals("\n", refusal("123456789012:whomai"));
  }
}
