// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.sandbox.iam;

import io.asrole.sandbox.arn.RoleArn;
import io.asrole.sandbox.condition.Context;
import java.util.List;

/**
 * Decides whether a caller may use an STS action on a role.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html">Policy
 *     evaluation logic</a>
 */
public final class Trust {
  private final RoleArn role;
  private final Policy policy;
  private final List<Policy> scps;

  public Trust(RoleArn role, Policy policy) {
    this(role, policy, List.of());
  }

  /**
   * Creates the decisions on one role.
   *
   * @param scps the service control policies that apply to the caller; empty if there are none
   */
  public Trust(RoleArn role, Policy policy, List<Policy> scps) {
    this.role = role;
    this.policy = new Policy("the trust policy of " + role, policy.statements(), null);
    this.scps = List.copyOf(scps);
  }

  public Decision decide(Caller caller, String action, Context context) {
    return new Evaluation(new StsRequest(caller, role, action, context), policy, scps).decide();
  }
}
