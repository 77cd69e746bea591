// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.setup;

import io.asrole.role.RoleArn;
import io.asrole.text.JsonWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A template of CloudFormation, in JSON. For two accounts it is one template, deployed in each.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-iam-role.html">AWS::IAM::Role</a>
 */
final class CloudFormationForm {
  private static final String OF_INSTANCE = "InAccountOfInstance";
  private static final String OF_ROLE = "InAccountOfRole";
  private static final Map<String, Object> INSTANCE_ROLE = Map.of("Ref", "InstanceRole");

  private final SetupPlan wanted;

  private CloudFormationForm(SetupPlan wanted) {
    this.wanted = wanted;
  }

  static String print(SetupPlan wanted) {
    return JsonWriter.indented(new CloudFormationForm(wanted).template()) + "\n";
  }

  private Map<String, Object> template() {
    Policies policies = new Policies(wanted);
    Map<String, Object> resources = new LinkedHashMap<>();
    if (!wanted.hasInstanceRole()) {
      resources.put(
          "InstanceRole",
          resource("Role", OF_INSTANCE, role(wanted.instanceRole(), policies.ec2Trust())));
      resources.put(
          "InstanceProfile",
          resource(
              "InstanceProfile",
              OF_INSTANCE,
              object(
                  "InstanceProfileName",
                  wanted.instanceProfile(),
                  "Roles",
                  List.<Object>of(INSTANCE_ROLE))));
    }
    Map<String, Object> permission =
        object("PolicyName", wanted.permissionName(), "PolicyDocument", policies.permission());
    permission.put(
        "Roles",
        List.<Object>of(wanted.hasInstanceRole() ? wanted.instanceRole().name() : INSTANCE_ROLE));
    resources.put("Permission", resource("Policy", OF_INSTANCE, permission));
    Map<String, Object> role = resource("Role", OF_ROLE, role(wanted.role(), policies.trust()));
    if (!wanted.isElsewhere() && !wanted.hasInstanceRole()) {
      // IAM takes no trust policy that names a role which is not there.
      role.put("DependsOn", "InstanceRole");
    }
    resources.put("Role", role);
    Map<String, Object> template = new LinkedHashMap<>();
    template.put("AWSTemplateFormatVersion", "2010-09-09");
    template.put("Description", description());
    if (wanted.isElsewhere()) {
      template.put(
          "Conditions",
          object(
              OF_INSTANCE,
              isAccount(wanted.instanceRole().account()),
              OF_ROLE,
              isAccount(wanted.role().account())));
    }
    template.put("Resources", resources);
    return template;
  }

  private String description() {
    return "asrole: what a start as "
        + wanted.role().name()
        + " needs. Deploy with --capabilities CAPABILITY_NAMED_IAM"
        + (wanted.isElsewhere() ? ", in the instance's account first; then in the role's" : "")
        + (wanted.hasInstanceRole()
            ? ". The instance has its role, which is not made"
            : ". CloudFormation cannot give an instance that it did not make its profile: "
                + wanted.associate());
  }

  private Map<String, Object> resource(
      String type, String condition, Map<String, Object> properties) {
    Map<String, Object> resource = object("Type", "AWS::IAM::" + type, "Properties", properties);
    if (wanted.isElsewhere()) {
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
