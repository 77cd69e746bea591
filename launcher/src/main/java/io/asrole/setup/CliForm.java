// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.setup;

import io.asrole.role.RoleArn;
import io.asrole.text.JsonWriter;
import io.asrole.text.ShellQuoting;
import java.util.Map;

/**
 * Prints a setup plan as commands of the AWS CLI for a POSIX shell.
 *
 * @see <a href="https://docs.aws.amazon.com/cli/latest/reference/iam/create-role.html">aws iam
 *     create-role</a>
 */
final class CliForm {
  private CliForm() {}

  static String print(SetupPlan plan) {
    Policies policies = new Policies(plan);
    String instanceRole = word(plan.instanceRole().name());
    String role = word(plan.role().name());
    String elsewhere =
        plan.isElsewhere()
            ? " Run this with credentials of account " + plan.role().account() + ":"
            : "";
    return "# Commands to let "
        + plan.instanceId()
        + " use the role "
        + role
        + ". Nothing has been changed.\n# EntityAlreadyExists of a command means"
        + " that the resource exists: go on with the next command.\n\n"
        + (plan.hasInstanceRole()
            ? "# 1., 2. The instance already has the role " + instanceRole + "."
            : instance(plan, policies))
        + "\n\n"
        + "# 3. Allow the instance's role to assume the role.\n"
        + "aws iam put-role-policy --role-name "
        + instanceRole
        + " --policy-name "
        + word(plan.permissionName())
        + " --policy-document "
        + quoted(policies.permission())
        + "\n\n# 4. Create the role and let the instance's role assume it."
        + elsewhere
        + "\n"
        + "# If the role exists, its trust policy stays as it is. To replace it, give this policy to"
        + " aws iam update-assume-role-policy.\n"
        + createRole(plan.role(), policies.trust())
        + "\n"
        + "# Then attach the policies that the role needs: aws iam attach-role-policy --role-name "
        + role
        + " --policy-arn ARN\n";
  }

  private static String instance(SetupPlan plan, Policies policies) {
    return "# 1. Create the instance's role and let EC2 assume it.\n"
        + createRole(plan.instanceRole(), policies.ec2Trust())
        + "\n# 2. Create an instance profile with this role and associate it with the instance.\n"
        + "aws iam create-instance-profile --instance-profile-name "
        + word(plan.instanceProfile())
        + "\naws iam add-role-to-instance-profile --instance-profile-name "
        + word(plan.instanceProfile())
        + " --role-name "
        + word(plan.instanceRole().name())
        + "\n"
        + plan.associate();
  }

  private static String createRole(RoleArn role, Map<String, Object> trust) {
    return "aws iam create-role --role-name "
        + word(role.name())
        + (role.path().equals("/") ? "" : " --path " + word(role.path()))
        + " --assume-role-policy-document "
        + quoted(trust)
        + "\n";
  }

  /** Instance metadata may have any text, so each value is quoted. */
  private static String word(String value) {
    return ShellQuoting.quoteIfNeeded(value);
  }

  private static String quoted(Map<String, Object> policy) {
    return ShellQuoting.quote(JsonWriter.indented(policy));
  }
}
