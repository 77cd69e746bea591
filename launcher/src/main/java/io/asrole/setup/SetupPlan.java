// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.setup;

import io.asrole.role.RoleArn;
import io.asrole.role.SessionParameters;
import io.asrole.text.ShellQuoting;

/**
 * An instance, its role, and the role that the instance needs to assume. A name that is not known
 * is a placeholder in capitals, such as {@code INSTANCE_ROLE}.
 *
 * @param instanceRole with its path
 * @param hasInstanceRole whether the instance already has that role, so that it is not created
 * @param parameters the AssumeRole parameters that every start will send
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

  /** The name of the permissions policy of the instance's role. */
  String permissionName() {
    return "asrole-" + role.name();
  }

  /** The AWS CLI command that associates the instance profile with the instance. */
  String associate() {
    return "aws ec2 associate-iam-instance-profile --instance-id "
        + ShellQuoting.quoteIfNeeded(instanceId)
        + " --iam-instance-profile "
        + ShellQuoting.quoteIfNeeded("Name=" + instanceProfile)
        + (region.isEmpty() ? "" : " --region " + ShellQuoting.quoteIfNeeded(region));
  }
}
