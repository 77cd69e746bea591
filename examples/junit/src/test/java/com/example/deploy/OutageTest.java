// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package com.example.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.asrole.sandbox.control.Fault;
import io.asrole.sandbox.junit.SandboxExtension;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.core.exception.SdkClientException;

/** What the application does while AWS has trouble. */
class OutageTest {
  /** In an instance field: each test counts from zero. */
  @RegisterExtension
  final SandboxExtension aws =
      new SandboxExtension().withWorld(Worlds.production()).withSystemProperties();

  private DeployRole deploy;

  @AfterEach
  void close() {
    deploy.close();
  }

  @Test
  void triesAgainWhenStsIsThrottled() {
    deploy = new DeployRole(Worlds.DEPLOY, "deploy-7");
    aws.queue(Fault.throttle("sts.AssumeRole").times(2));
    assertTrue(deploy.work().contains(":assumed-role/Deploy/"));
    assertEquals(3, aws.counters().calls("sts.AssumeRole"));
  }

  @Test
  void givesUpWithinSecondsWhenStsDoesNotAnswer() {
    deploy = new DeployRole(Worlds.DEPLOY, "deploy-7");
    aws.queue(Fault.hang("sts").always());
    assertTimeout(
        Duration.ofSeconds(30), () -> assertThrows(SdkClientException.class, deploy::work));
  }

  @Test
  void worksOnWithoutInstanceMetadataWhileItsSessionIsValid() {
    deploy = new DeployRole(Worlds.DEPLOY, "deploy-7");
    deploy.work();
    aws.queue(Fault.status("imds", 503).always());
    assertTrue(deploy.work().contains(":assumed-role/Deploy/"));
  }
}
