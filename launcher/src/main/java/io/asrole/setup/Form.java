// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.setup;

/** How what has to exist is written; the constants are the words of {@code --as}. */
public enum Form {
  /** Commands of the AWS CLI. */
  cli,
  /** Terraform resources. */
  terraform,
  /** A CloudFormation template. */
  cloudformation;

  /** The text for that. */
  public String print(SetupPlan wanted) {
    return switch (this) {
      case cli -> CliForm.of(wanted);
      case terraform -> TerraformForm.of(wanted);
      case cloudformation -> CloudFormationForm.of(wanted);
    };
  }
}
