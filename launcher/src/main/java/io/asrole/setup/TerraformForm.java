// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.setup;

import io.asrole.role.RoleArn;
import io.asrole.text.JsonWriter;
import java.util.Map;

/**
 * Prints a setup plan as resources of Terraform's AWS provider.
 *
 * @see <a
 *     href="https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/iam_role">aws_iam_role</a>
 */
final class TerraformForm {
  private TerraformForm() {}

  static String print(SetupPlan plan) {
    Policies policies = new Policies(plan);
    String provider =
        plan.isElsewhere()
            ? "  provider           = aws.role # with credentials of account "
                + plan.role().account()
                + "\n"
            : "";
    String instanceRole = (plan.hasInstanceRole() ? "data." : "") + "aws_iam_role.instance";
    return (plan.hasInstanceRole() ? existingResources(plan) : made(plan, policies))
        + resource("aws_iam_role_policy", "assume")
        + "  name   = \""
        + plan.permissionName()
        + "\"\n  role   = "
        + instanceRole
        + ".id\n  policy = "
        + heredoc(policies.permission())
        + "}\n\n"
        + "# If it exists: terraform import aws_iam_role.role "
        + plan.role().name()
        + "\n"
        + resource("aws_iam_role", "role")
        + provider
        + role(plan.role(), policies.trust())
        // IAM rejects a trust policy that names a role that does not exist.
        + (plan.hasInstanceRole() ? "" : "  depends_on         = [aws_iam_role.instance]\n")
        + "}\n";
  }

  private static String existingResources(SetupPlan plan) {
    return "# The instance already has this role. Only the permission below is added to it.\n"
        + "data \"aws_iam_role\" \"instance\" {\n  name = \""
        + plan.instanceRole().name()
        + "\"\n}\n\n";
  }

  private static String made(SetupPlan plan, Policies policies) {
    return "# Import what exists: terraform import aws_iam_role.instance "
        + plan.instanceRole().name()
        + ", and so on.\n\n"
        + resource("aws_iam_role", "instance")
        + role(plan.instanceRole(), policies.ec2Trust())
        + "}\n\n"
        + resource("aws_iam_instance_profile", "instance")
        + "  name = \""
        + plan.instanceProfile()
        + "\"\n  role = aws_iam_role.instance.name\n}\n\n"
        + "# On an aws_instance: iam_instance_profile = aws_iam_instance_profile.instance.name\n"
        + "# For an instance that Terraform does not manage: "
        + plan.associate()
        + "\n\n";
  }

  private static String resource(String type, String name) {
    return "resource \"" + type + "\" \"" + name + "\" {\n";
  }

  private static String role(RoleArn role, Map<String, Object> trust) {
    return "  name               = \""
        + role.name()
        + "\"\n  path               = \""
        + role.path()
        + "\"\n  assume_role_policy = "
        + heredoc(trust);
  }

  /** The policy as a heredoc; <code>${</code> and <code>%{</code> begin a template there. */
  private static String heredoc(Map<String, Object> policy) {
    String json = JsonWriter.indented(policy).replace("${", "$${").replace("%{", "%%{");
    return "<<JSON\n" + json + "\nJSON\n";
  }
}
