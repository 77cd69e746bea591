// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.sandbox.world;

import io.asrole.sandbox.iam.Caller;
import io.asrole.sandbox.iam.Context;
import io.asrole.sandbox.iam.Decision;
import io.asrole.sandbox.iam.Trust;

/** Decides STS actions on the roles of a world. */
public final class Authorization {
  private final World world;

  public Authorization(World world) {
    this.world = world;
  }

  /** Decides whether the caller may use the STS action on the role. */
  public Decision decide(Caller caller, String roleArn, String action, Context context) {
    return world
        .role(roleArn)
        .map(role -> new Trust(role.arn(), role.trust()).decide(caller, action, context))
        .orElseGet(
            () ->
                Decision.implicitlyDenied(
                    "The role " + roleArn + " does not exist in the world.",
                    "because no role trust policy allows the " + action + " action"));
  }
}
