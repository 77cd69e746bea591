// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.it;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.protocols.jsoncore.JsonNode;

/**
 * A template of CloudFormation in JSON, read as AWS documents it: resource types, their properties
 * and Ref.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/AWS_IAM.html">IAM
 *     resource types</a>
 */
final class CloudFormationTemplate {
  private static final Set<String> SECTIONS =
      Set.of("AWSTemplateFormatVersion", "Description", "Conditions", "Resources");
  private static final Set<String> ATTRIBUTES =
      Set.of("Type", "Properties", "Condition", "DependsOn");
  private static final Map<String, Set<String>> PROPERTIES =
      Map.of(
          "AWS::IAM::Role", Set.of("RoleName", "Path", "AssumeRolePolicyDocument"),
          "AWS::IAM::InstanceProfile", Set.of("InstanceProfileName", "Roles"),
          "AWS::IAM::Policy", Set.of("PolicyName", "PolicyDocument", "Roles"));

  private final Map<String, JsonNode> template;
  private final Map<String, JsonNode> resources;

  CloudFormationTemplate(String text) {
    template = JsonNode.parser().parse(text).asObject();
    resources = member(template, "Resources").asObject();
  }

  /** The commands of the AWS CLI that make the same resources; fails on what is not documented. */
  List<List<String>> commands() {
    assertKnown(SECTIONS, template);
    List<List<String>> commands = new ArrayList<>();
    resources.forEach((name, resource) -> commands.addAll(commands(resource.asObject())));
    return commands;
  }

  private List<List<String>> commands(Map<String, JsonNode> resource) {
    assertKnown(ATTRIBUTES, resource);
    JsonNode condition = resource.get("Condition");
    if (condition != null) {
      member(member(template, "Conditions").asObject(), condition.asString());
    }
    JsonNode dependsOn = resource.get("DependsOn");
    if (dependsOn != null) {
      member(resources, dependsOn.asString());
    }
    String type = member(resource, "Type").asString();
    Map<String, JsonNode> properties = member(resource, "Properties").asObject();
    assertKnown(PROPERTIES.getOrDefault(type, Set.of()), properties);
    return switch (type) {
      case "AWS::IAM::Role" ->
          List.of(
              List.of(
                  "iam",
                  "create-role",
                  "--role-name",
                  text(properties, "RoleName"),
                  "--path",
                  text(properties, "Path"),
                  "--assume-role-policy-document",
                  member(properties, "AssumeRolePolicyDocument").toString()));
      case "AWS::IAM::InstanceProfile" -> {
        String[] profile = {"--instance-profile-name", text(properties, "InstanceProfileName")};
        yield List.of(
            List.of("iam", "create-instance-profile", profile[0], profile[1]),
            List.of(
                "iam",
                "add-role-to-instance-profile",
                profile[0],
                profile[1],
                "--role-name",
                role(properties)));
      }
      case "AWS::IAM::Policy" ->
          List.of(
              List.of(
                  "iam",
                  "put-role-policy",
                  "--role-name",
                  role(properties),
                  "--policy-name",
                  text(properties, "PolicyName"),
                  "--policy-document",
                  member(properties, "PolicyDocument").toString()));
      default -> throw new AssertionError(type);
    };
  }

  /** The name of the only role, given as such or by Ref, which is a role's name. */
  private String role(Map<String, JsonNode> properties) {
    JsonNode role = member(properties, "Roles").asArray().get(0);
    if (role.isString()) {
      return role.asString();
    }
    JsonNode referred = member(resources, member(role.asObject(), "Ref").asString());
    return text(member(referred.asObject(), "Properties").asObject(), "RoleName");
  }

  private static String text(Map<String, JsonNode> members, String name) {
    return member(members, name).asString();
  }

  private static JsonNode member(Map<String, JsonNode> members, String name) {
    JsonNode member = members.get(name);
    if (member == null) {
      throw new AssertionError("no " + name + " in " + members);
    }
    return member;
  }

  private static void assertKnown(Set<String> known, Map<String, JsonNode> members) {
    assertTrue(known.containsAll(members.keySet()), () -> members.keySet() + " but " + known);
  }
}
