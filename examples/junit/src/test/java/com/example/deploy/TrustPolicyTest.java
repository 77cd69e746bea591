// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package com.example.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.asrole.sandbox.junit.SandboxExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.sts.model.StsException;

/** Whom src/main/iam/deploy-trust.json allows to assume the role Deploy. */
class TrustPolicyTest {
  @RegisterExtension
  static final SandboxExtension aws =
      new SandboxExtension().withWorld(Worlds.production()).withSystemProperties();

  @Test
  void allowsTheApplicationWithItsExternalId() {
    try (DeployRole deploy = new DeployRole(Worlds.DEPLOY, "deploy-7")) {
      assertTrue(deploy.work().contains(":assumed-role/Deploy/"));
    }
  }

  @Test
  void refusesTheApplicationWithAnotherExternalId() {
    try (DeployRole deploy = new DeployRole(Worlds.DEPLOY, "deploy-8")) {
      StsException refused = assertThrows(StsException.class, deploy::work);
      assertEquals("AccessDenied", refused.awsErrorDetails().errorCode());
      String reason = aws.refusals().get(0).decision().because();
      assertTrue(reason.contains("sts:ExternalId wants \"deploy-7\""), reason);
    }
  }
}
