// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.asrole.it.AsRole.Result;
import io.asrole.it.AsRole.Way;
import io.asrole.sandbox.Sandbox;
import java.nio.file.Path;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The seed's story: a command as another role, from a bare name and no configuration. */
class MainJobIT {
  @AutoClose final Sandbox aws = Sandbox.start();
  @TempDir Path home;

  @ParameterizedTest
  @EnumSource(Way.class)
  void runsTheCommandAsTheRoleOfABareName(Way way) {
    Result result =
        AsRole.in(aws, home).by(way).run("ExampleAssumedRole", "--", "printenv", "ASROLE_ROLE");
    assertEquals("", result.err());
    assertEquals("arn:aws:iam::123456789012:role/ExampleAssumedRole\n", result.out());
    assertEquals(0, result.exitCode());
  }

  @Test
  void showsTheCallerIdentityBeforeAndAfter() {
    AsRole asrole = AsRole.in(aws, home);
    assertEquals(
        "arn:aws:sts::123456789012:assumed-role/ExampleRole/i-0123456789abcdef0\n",
        asrole.run("whoami").out());
    String script = AsRole.STAGED.resolve("bin/asrole").toString();
    String after = asrole.run("ExampleAssumedRole", "--", script, "whoami").out();
    assertTrue(
        after.startsWith("arn:aws:sts::123456789012:assumed-role/ExampleAssumedRole/"), after);
    assertTrue(after.endsWith("@i-0123456789abcdef0\n"), after);
  }

  @Test
  void asksStsOnceForManyStarts() {
    AsRole asrole = AsRole.in(aws, home);
    for (int i = 0; i < 3; i++) {
      assertEquals(0, asrole.run("ExampleAssumedRole", "--", "true").exitCode());
    }
    assertEquals(1, aws.counters().calls("sts.AssumeRole"));
  }
}
