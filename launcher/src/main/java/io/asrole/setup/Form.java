// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.setup;

import java.util.Locale;

/** The output formats of {@code asrole setup}; {@link #toString} is the value of {@code --as}. */
public enum Form {
  /** Commands of the AWS CLI. */
  CLI,
  /** Terraform resources. */
  TERRAFORM,
  /** A CloudFormation template. */
  CLOUDFORMATION;

  /** The plan's IAM resources in this format. */
  public String print(SetupPlan plan) {
    return switch (this) {
      case CLI -> CliForm.print(plan);
      case TERRAFORM -> TerraformForm.print(plan);
      case CLOUDFORMATION -> CloudFormationForm.print(plan);
    };
  }

  /** The name in lower case, such as {@code terraform}. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
