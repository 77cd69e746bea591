// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.sandbox.imds;

import io.asrole.sandbox.authorization.AssumeRoleContext;
import io.asrole.sandbox.authorization.Authorization;
import io.asrole.sandbox.condition.Context;
import io.asrole.sandbox.iam.Caller;
import io.asrole.sandbox.iam.Decision;
import io.asrole.sandbox.iam.DecisionRecord;
import io.asrole.sandbox.world.Role;
import io.asrole.sandbox.world.World;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Decides whether EC2 may assume the role of the instance profile. */
final class InstanceTrust {
  private static final String ACTION = "sts:AssumeRole";

  private final World world;
  private final InstantSource clock;
  private final Consumer<DecisionRecord> refusals;
  private final Authorization authorization;
  private final AssumeRoleContext contexts;

  /**
   * Creates the decisions of one world.
   *
   * @param refusals receives each decision that EC2 may not
   */
  InstanceTrust(World world, InstantSource clock, Consumer<DecisionRecord> refusals) {
    this.world = world;
    this.clock = clock;
    this.refusals = refusals;
    this.authorization = new Authorization(world);
    this.contexts = new AssumeRoleContext(world, clock);
  }

  /** Trust policies name EC2 by its general name, or by that of the partition. */
  boolean admitsEc2(Role role) {
    if (decide("ec2.amazonaws.com", role).isAllowed()) {
      return true;
    }
    String ec2 = world.partition().ec2Service();
    Decision decision = decide(ec2, role);
    if (!decision.isAllowed()) {
      refusals.accept(
          new DecisionRecord(clock.instant(), ec2, role.arn().toString(), ACTION, decision, null));
    }
    return decision.isAllowed();
  }

  private Decision decide(String ec2, Role role) {
    Caller.Service caller = new Caller.Service(ec2);
    AssumeRoleContext.Parameters parameters =
        new AssumeRoleContext.Parameters(world.instance().id(), null, null, Map.of(), List.of());
    Context context =
        contexts.withService(contexts.create(role.arn().toString(), parameters), caller);
    return authorization.decide(caller, role.arn().toString(), ACTION, context);
  }
}
