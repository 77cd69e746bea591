// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.setup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.asrole.role.RoleArn;
import io.asrole.role.SessionParameters;
import io.asrole.sandbox.json.JsonPlace;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * The forms as text. SetupIT runs that of the AWS CLI and reads that of CloudFormation; Terraform,
 * which Debian does not have, is run by no test.
 */
class FormTest {
  private static final SetupPlan ONE_ACCOUNT =
      new SetupPlan(
          "i-0123456789abcdef0",
          "eu-west-1",
          new RoleArn("arn:aws:iam::123456789012:role/Instance"),
          false,
          "Profile",
          new RoleArn("arn:aws:iam::123456789012:role/team/Deploy"),
          SessionParameters.NONE);

  private static final SetupPlan TWO_ACCOUNTS =
      new SetupPlan(
          "i-0123456789abcdef0",
          "",
          new RoleArn("arn:aws-cn:iam::123456789012:role/x/Instance"),
          false,
          "Profile",
          new RoleArn("arn:aws-cn:iam::210987654321:role/Audit"),
          new SessionParameters(
              null, null, "it's ${7f3a}", null, Map.of(), List.of(), null, List.of(), false));

  @Test
  void writesTerraformForOneAccountWhichIsNotRunHere() {
    assertEquals(
        """
        # Import what exists: terraform import aws_iam_role.instance Instance, and so on.

        resource "aws_iam_role" "instance" {
          name               = "Instance"
          path               = "/"
          assume_role_policy = <<JSON
        {
          "Version": "2012-10-17",
          "Statement": [
            {
              "Effect": "Allow",
              "Principal": {
                "Service": "ec2.amazonaws.com"
              },
              "Action": "sts:AssumeRole"
            }
          ]
        }
        JSON
        }

        resource "aws_iam_instance_profile" "instance" {
          name = "Profile"
          role = aws_iam_role.instance.name
        }

        # On an aws_instance: iam_instance_profile = aws_iam_instance_profile.instance.name
        # For an instance that Terraform does not manage: aws ec2 associate-iam-instance-profile --instance-id\
         i-0123456789abcdef0 --iam-instance-profile Name=Profile --region eu-west-1

        resource "aws_iam_role_policy" "assume" {
          name   = "asrole-Deploy"
          role   = aws_iam_role.instance.id
          policy = <<JSON
        {
          "Version": "2012-10-17",
          "Statement": [
            {
              "Effect": "Allow",
              "Action": ["sts:AssumeRole"],
              "Resource": "arn:aws:iam::123456789012:role/team/Deploy"
            }
          ]
        }
        JSON
        }

        # If it exists: terraform import aws_iam_role.role Deploy
        resource "aws_iam_role" "role" {
          name               = "Deploy"
          path               = "/team/"
          assume_role_policy = <<JSON
        {
          "Version": "2012-10-17",
          "Statement": [
            {
              "Effect": "Allow",
              "Principal": {
                "AWS": "arn:aws:iam::123456789012:role/Instance"
              },
              "Action": "sts:AssumeRole"
            }
          ]
        }
        JSON
          depends_on         = [aws_iam_role.instance]
        }
        """,
        Form.TERRAFORM.print(ONE_ACCOUNT));
  }

  @Test
  void makesNoRoleThatTheInstanceHas() {
    SetupPlan known =
        new SetupPlan(
            "i-0123456789abcdef0",
            "eu-west-1",
            new RoleArn("arn:aws:iam::123456789012:role/Instance"),
            true,
            "Profile",
            new RoleArn("arn:aws:iam::123456789012:role/team/Deploy"),
            SessionParameters.NONE);
    String terraform = Form.TERRAFORM.print(known);
    assertTrue(
        terraform.contains("data \"aws_iam_role\" \"instance\" {\n  name = \"Instance\"\n}"));
    assertTrue(terraform.contains("  role   = data.aws_iam_role.instance.id\n"));
    assertFalse(terraform.contains("aws_iam_instance_profile") || terraform.contains("depends_on"));
    String cli = Form.CLI.print(known);
    assertEquals(2, cli.lines().filter(line -> line.startsWith("aws ")).count(), cli);
    JsonPlace resources = JsonPlace.parse(Form.CLOUDFORMATION.print(known)).required("Resources");
    assertEquals(Set.of("Permission", "Role"), resources.members().keySet());
    JsonPlace permission = resources.required("Permission").required("Properties");
    assertEquals("Instance", permission.required("Roles").items().get(0).text());
    assertFalse(resources.required("Role").members().containsKey("DependsOn"));
  }

  @Test
  void leavesNoValueToBeReadAsCode() {
    assertTrue(Form.CLI.print(TWO_ACCOUNTS).contains("\"it'\\''s ${7f3a}\""));
    assertTrue(Form.TERRAFORM.print(TWO_ACCOUNTS).contains("\"it's $${7f3a}\""));
    assertTrue(Form.CLOUDFORMATION.print(TWO_ACCOUNTS).contains("\"it's ${7f3a}\""));
  }

  @Test
  void saysInWhichAccountWhatIs() {
    assertTrue(
        Form.CLI
            .print(TWO_ACCOUNTS)
            .contains("Run this with credentials of account 210987654321:"));
    assertTrue(
        Form.TERRAFORM
            .print(TWO_ACCOUNTS)
            .contains(
                "provider           = aws.role # with credentials of account 210987654321\n"));
    JsonPlace template = JsonPlace.parse(Form.CLOUDFORMATION.print(TWO_ACCOUNTS));
    assertEquals("InAccountOfRole", condition(template, "Role"));
    assertEquals("InAccountOfInstance", condition(template, "InstanceRole"));
    assertEquals("InAccountOfInstance", condition(template, "InstanceProfile"));
    assertEquals("InAccountOfInstance", condition(template, "Permission"));
    JsonPlace single = JsonPlace.parse(Form.CLOUDFORMATION.print(ONE_ACCOUNT));
    assertEquals(false, single.members().containsKey("Conditions"));
  }

  @Test
  void namesEc2AsThePartitionDoes() {
    assertTrue(Form.CLI.print(TWO_ACCOUNTS).contains("\"ec2.amazonaws.com.cn\""));
  }

  private static String condition(JsonPlace template, String resource) {
    return template.required("Resources").required(resource).required("Condition").text();
  }
}
