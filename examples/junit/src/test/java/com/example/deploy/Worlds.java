// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package com.example.deploy;

import io.asrole.sandbox.world.WorldBuilder;
import io.asrole.sandbox.world.WorldDraft;
import java.nio.file.Path;

/** The account that the tests run in. */
final class Worlds {
  static final String DEPLOY = "arn:aws:iam::123456789012:role/Deploy";

  private Worlds() {}

  /** An instance with the role App, and the role Deploy with the trust policy of this project. */
  static WorldDraft production() {
    return WorldBuilder.account("123456789012")
        .region("eu-west-1")
        .instanceRole("App")
        .role("App")
        .trustsService("ec2.amazonaws.com")
        .role("Deploy")
        .trustPolicy(Path.of("src/main/iam/deploy-trust.json"));
  }
}
