// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.setup;

import io.asrole.role.RoleArn;
import io.asrole.role.SessionParameters;

/**
 * An instance, its role, and the role that is to be assumed; in capitals where a name is not known.
 *
 * @param instanceRole with its path
 * @param hasInstanceRole whether the instance has that role by now, so that nobody makes it again
 * @param parameters what every start will send
 */
public record SetupPlan(
    String instanceId,
    String region,
    RoleArn instanceRole,
    boolean hasInstanceRole,
    String instanceProfile,
    RoleArn role,
    SessionParameters parameters) {

  /** Whether the role is in another account than the instance. */
  boolean isElsewhere() {
    return !role.account().equals(instanceRole.account());
  }

  /** The name that the instance role's permission has among its policies. */
  String permissionName() {
    return "asrole-" + role.name();
  }

  String associate() {
    return "aws ec2 associate-iam-instance-profile --instance-id "
        + instanceId
        + " --iam-instance-profile Name="
        + instanceProfile
        + (region.isEmpty() ? "" : " --region " + region);
  }
}
