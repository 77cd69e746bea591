// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.setup;

import io.asrole.role.RoleArn;
import io.asrole.text.JsonWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Prints a setup plan as a CloudFormation template in JSON. If the plan has two accounts, the same
 * template is deployed in each of them.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-iam-role.html">AWS::IAM::Role</a>
 */
final class CloudFormationForm {
  private static final String OF_INSTANCE = "InAccountOfInstance";
  private static final String OF_ROLE = "InAccountOfRole";
  private static final Map<String, Object> INSTANCE_ROLE = Map.of("Ref", "InstanceRole");

  private final SetupPlan plan;

  private CloudFormationForm(SetupPlan plan) {
    this.plan = plan;
  }

  static String print(SetupPlan plan) {
    return JsonWriter.indented(new CloudFormationForm(plan).template()) + "\n";
  }

  private Map<String, Object> template() {
    Policies policies = new Policies(plan);
    Map<String, Object> resources = new LinkedHashMap<>();
    if (!plan.hasInstanceRole()) {
      resources.put(
          "InstanceRole",
          resource("Role", OF_INSTANCE, role(plan.instanceRole(), policies.ec2Trust())));
      resources.put(
          "InstanceProfile",
          resource(
              "InstanceProfile",
              OF_INSTANCE,
              object(
                  "InstanceProfileName",
                  plan.instanceProfile(),
                  "Roles",
                  List.<Object>of(INSTANCE_ROLE))));
    }
    Map<String, Object> permission =
        object("PolicyName", plan.permissionName(), "PolicyDocument", policies.permission());
    permission.put(
        "Roles",
        List.<Object>of(plan.hasInstanceRole() ? plan.instanceRole().name() : INSTANCE_ROLE));
    resources.put("Permission", resource("Policy", OF_INSTANCE, permission));
    Map<String, Object> role = resource("Role", OF_ROLE, role(plan.role(), policies.trust()));
    if (!plan.isElsewhere() && !plan.hasInstanceRole()) {
      // IAM rejects a trust policy that names a role that does not exist.
      role.put("DependsOn", "InstanceRole");
    }
    resources.put("Role", role);
    Map<String, Object> template = new LinkedHashMap<>();
    template.put("AWSTemplateFormatVersion", "2010-09-09");
    template.put("Description", description());
    if (plan.isElsewhere()) {
      template.put(
          "Conditions",
          object(
              OF_INSTANCE,
              isAccount(plan.instanceRole().account()),
              OF_ROLE,
              isAccount(plan.role().account())));
    }
    template.put("Resources", resources);
    return template;
  }

  private String description() {
    return "asrole: the IAM resources to use "
        + plan.role().name()
        + ". Deploy with --capabilities CAPABILITY_NAMED_IAM"
        + (plan.isElsewhere() ? ", first in the instance's account, then in the role's" : "")
        + (plan.hasInstanceRole()
            ? ". The instance already has its role"
            : ". CloudFormation cannot associate the profile with an existing instance: "
                + plan.associate());
  }

  private Map<String, Object> resource(
      String type, String condition, Map<String, Object> properties) {
    Map<String, Object> resource = object("Type", "AWS::IAM::" + type, "Properties", properties);
    if (plan.isElsewhere()) {
      resource.put("Condition", condition);
    }
    return resource;
  }

  private static Map<String, Object> role(RoleArn role, Map<String, Object> trust) {
    Map<String, Object> properties = object("RoleName", role.name(), "Path", role.path());
    properties.put("AssumeRolePolicyDocument", trust);
    return properties;
  }

  private static Map<String, Object> isAccount(String account) {
    return Map.of("Fn::Equals", List.of(Map.of("Ref", "AWS::AccountId"), account));
  }

  private static Map<String, Object> object(String key, Object value, String other, Object its) {
    Map<String, Object> object = new LinkedHashMap<>();
    object.put(key, value);
    object.put(other, its);
    return object;
  }
}
