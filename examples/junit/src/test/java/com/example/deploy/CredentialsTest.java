// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package com.example.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.asrole.sandbox.junit.SandboxExtension;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** How the application gets and renews its credentials. */
class CredentialsTest {
  @RegisterExtension
  static final SandboxExtension aws =
      new SandboxExtension().withWorld(Worlds.production()).withSystemProperties();

  private final DeployRole deploy = new DeployRole(Worlds.DEPLOY, "deploy-7");

  @AfterEach
  void close() {
    deploy.close();
  }

  @Test
  void worksAsTheRole() {
    assertEquals("arn:aws:sts::123456789012:assumed-role/Deploy/deploy", deploy.work());
  }

  @Test
  void sendsTheExternalIdAndASessionName() {
    deploy.work();
    Map<String, String> sent = aws.counters().lastAssumeRole();
    assertEquals("deploy-7", sent.get("ExternalId"));
    assertEquals("deploy", sent.get("RoleSessionName"));
  }

  @Test
  void opensOneSessionForAllItsWork() {
    int before = aws.counters().calls("sts.AssumeRole");
    deploy.work();
    deploy.work();
    assertEquals(before + 1, aws.counters().calls("sts.AssumeRole"));
  }

  @Test
  void opensAnotherSessionWhenTheFirstHasEnded() {
    deploy.work();
    int before = aws.counters().calls("sts.AssumeRole");
    aws.clock().advance(Duration.ofMinutes(61));
    assertEquals("arn:aws:sts::123456789012:assumed-role/Deploy/deploy", deploy.work());
    assertEquals(before + 1, aws.counters().calls("sts.AssumeRole"));
  }
}
