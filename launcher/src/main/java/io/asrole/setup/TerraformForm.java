// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.setup;

import io.asrole.role.RoleArn;
import io.asrole.text.JsonWriter;
import java.util.Map;

/**
 * Resources of Terraform's AWS provider.
 *
 * @see <a
 *     href="https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/iam_role">aws_iam_role</a>
 */
final class TerraformForm {
  private TerraformForm() {}

  static String print(SetupPlan wanted) {
    Policies policies = new Policies(wanted);
    String provider =
        wanted.isElsewhere()
            ? "  provider           = aws.role # with keys of account "
                + wanted.role().account()
                + "\n"
            : "";
    String instanceRole = (wanted.hasInstanceRole() ? "data." : "") + "aws_iam_role.instance";
    return (wanted.hasInstanceRole() ? known(wanted) : made(wanted, policies))
        + resource("aws_iam_role_policy", "assume")
        + "  name   = \""
        + wanted.permissionName()
        + "\"\n  role   = "
        + instanceRole
        + ".id\n  policy = "
        + heredoc(policies.permission())
        + "}\n\n"
        + "# Where it is there: terraform import aws_iam_role.role "
        + wanted.role().name()
        + "\n"
        + resource("aws_iam_role", "role")
        + provider
        + role(wanted.role(), policies.trust())
        // IAM takes no trust policy that names a role which is not there.
        + (wanted.hasInstanceRole() ? "" : "  depends_on         = [aws_iam_role.instance]\n")
        + "}\n";
  }

  private static String known(SetupPlan wanted) {
    return "# The instance has this role: it is not made, and not changed but for the permission.\n"
        + "data \"aws_iam_role\" \"instance\" {\n  name = \""
        + wanted.instanceRole().name()
        + "\"\n}\n\n";
  }

  private static String made(SetupPlan wanted, Policies policies) {
    return "# What is there already: terraform import aws_iam_role.instance "
        + wanted.instanceRole().name()
        + ", and so on.\n\n"
        + resource("aws_iam_role", "instance")
        + role(wanted.instanceRole(), policies.ec2Trust())
        + "}\n\n"
        + resource("aws_iam_instance_profile", "instance")
        + "  name = \""
        + wanted.instanceProfile()
        + "\"\n  role = aws_iam_role.instance.name\n}\n\n"
        + "# On an aws_instance: iam_instance_profile = aws_iam_instance_profile.instance.name\n"
        + "# On one that Terraform does not make: "
        + wanted.associate()
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

  /** Where a template begins with a dollar or a percent sign and a brace. */
  private static String heredoc(Map<String, Object> policy) {
    String json = JsonWriter.indented(policy).replace("${", "$${").replace("%{", "%%{");
    return "<<JSON\n" + json + "\nJSON\n";
  }
}
