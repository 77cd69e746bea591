// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.setup;

import io.asrole.role.RoleArn;
import io.asrole.text.JsonWriter;
import io.asrole.text.ShellQuoting;
import java.util.Map;

/**
 * Commands of the AWS CLI for a shell.
 *
 * @see <a href="https://docs.aws.amazon.com/cli/latest/reference/iam/create-role.html">aws iam
 *     create-role</a>
 */
final class CliForm {
  private CliForm() {}

  static String print(SetupPlan wanted) {
    Policies policies = new Policies(wanted);
    String instanceRole = wanted.instanceRole().name();
    String role = wanted.role().name();
    String elsewhere =
        wanted.isElsewhere() ? " With keys of account " + wanted.role().account() + ":" : "";
    return "# What there has to be, so that a start as "
        + role
        + " works on "
        + wanted.instanceId()
        + ".\n# Only printed: nothing was changed. The command of what is there already fails, and"
        + " may.\n\n"
        + (wanted.hasInstanceRole()
            ? "# 1., 2. The instance has its role, " + instanceRole + "."
            : instance(wanted, policies))
        + "\n\n# 3. What the instance's role may do.\naws iam put-role-policy --role-name "
        + instanceRole
        + " --policy-name "
        + wanted.permissionName()
        + " --policy-document "
        + quoted(policies.permission())
        + "\n\n# 4. The role, which the instance's role may assume."
        + elsewhere
        + "\n"
        + "# Where it is there, update-assume-role-policy takes the same policy, and replaces whom"
        + " it trusts.\n"
        + createRole(wanted.role(), policies.trust())
        + "\n# What it may do is yours to say: aws iam attach-role-policy --role-name "
        + role
        + " --policy-arn ARN\n";
  }

  private static String instance(SetupPlan wanted, Policies policies) {
    return "# 1. The instance's role, which EC2 may assume.\n"
        + createRole(wanted.instanceRole(), policies.ec2Trust())
        + "\n# 2. The instance profile that holds it, and the instance that has that.\n"
        + "aws iam create-instance-profile --instance-profile-name "
        + wanted.instanceProfile()
        + "\naws iam add-role-to-instance-profile --instance-profile-name "
        + wanted.instanceProfile()
        + " --role-name "
        + wanted.instanceRole().name()
        + "\n"
        + wanted.associate();
  }

  private static String createRole(RoleArn role, Map<String, Object> trust) {
    return "aws iam create-role --role-name "
        + role.name()
        + (role.path().equals("/") ? "" : " --path " + role.path())
        + " --assume-role-policy-document "
        + quoted(trust)
        + "\n";
  }

  private static String quoted(Map<String, Object> policy) {
    return ShellQuoting.quote(JsonWriter.indented(policy));
  }
}
