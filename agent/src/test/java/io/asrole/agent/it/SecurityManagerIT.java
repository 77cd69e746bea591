// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.agent.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.asrole.agent.it.targets.PrintIdentity;
import io.asrole.agent.it.targets.PrintProperty;
import io.asrole.sandbox.Sandbox;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** JVMs with a security manager (up to Java 23). */
class SecurityManagerIT {
  @AutoClose final Sandbox aws = Sandbox.start();
  @TempDir Path folder;
  @AutoClose RoleInSandbox role;

  @BeforeEach
  void opensARole() throws Exception {
    assumeTrue(
        Runtime.version().feature() < 24, "SKIPPED: this Java has no security manager any more");
    role = new RoleInSandbox(aws, folder);
    role.renew();
  }

  @Test
  void endsAndPrintsTheMissingGrant() throws Exception {
    Jvm.Result result =
        new Jvm()
            .addOption(role.agent(""))
            .addOption("-Djava.security.manager")
            .addEnvironment(aws.environment())
            .run(PrintProperty.class, "java.version");
    assertEquals(125, result.exitCode(), result.err());
    assertTrue(
        result
            .err()
            .contains(
                "asrole: the agent cannot start under this JVM's security manager: access denied"),
        result.err());
    assertTrue(
        result.err().contains("; add this line to its policy file: " + grant()), result.err());
    assertEquals(
        1,
        result.err().lines().filter(line -> !line.startsWith("WARNING: ")).count(),
        result.err());
  }

  /** The application has only the permissions that the SDK needs. */
  @Test
  void givesTheRoleWithThatGrant() throws Exception {
    Path policy = folder.resolve("agent.policy");
    Files.writeString(
        policy,
        grant()
            + """

            grant {
              permission java.util.PropertyPermission "*", "read,write";
              permission java.lang.RuntimePermission "getenv.*";
              permission java.io.FilePermission "<<ALL FILES>>", "read";
              permission java.lang.RuntimePermission "modifyThread";
            };
            """);
    Jvm.Result result =
        new Jvm()
            .addOption(role.agent(""))
            .addOption("-Djava.security.manager")
            .addOption("-Djava.security.policy=" + policy)
            .addClassPath(Jvm.sdk("v2-newest"))
            .addEnvironment(aws.environment())
            .run(PrintIdentity.class);
    assertEquals(0, result.exitCode(), result.err());
    assertTrue(result.values().getOrDefault("default", "").startsWith("ASIA"), result.out());
    assertTrue(!result.out().contains(role.base().accessKeyId()), result.out());
  }

  private static String grant() {
    return "grant codeBase \"file:" + Jvm.AGENT + "\" { permission java.security.AllPermission; };";
  }
}
