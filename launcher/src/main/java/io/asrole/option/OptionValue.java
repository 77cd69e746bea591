// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.option;

import io.asrole.AsroleException;
import io.asrole.FailureCause;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The form of a value that AWS accepts. {@code asrole setup} calls no AWS API, so it checks the
 * form itself.
 *
 * @param name what the value is in messages, such as {@code --instance-id}
 * @param form the expected form in words
 * @param pattern the expected form of the whole value
 */
record OptionValue(String name, String form, Pattern pattern) {
  private static final String IAM_CHARACTERS = "letters, digits and _+=,.@-";

  /** As the default pattern of IAM's API has it. */
  private static final String IAM_NAME = "[A-Za-z0-9_+=,.@-]";

  /**
   * A role's name, with its path if it has one.
   *
   * @see <a href="https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateRole.html">
   *     CreateRole</a>
   */
  static final Pattern ROLE_WITH_PATH =
      Pattern.compile("/?(?:" + IAM_NAME + "+/)*" + IAM_NAME + "{1,64}");

  static final String ROLE_FORM =
      "the name of a role of at most 64 characters, with its path if it has one ("
          + IAM_CHARACTERS
          + ")";

  static final Pattern PARTITION_PATTERN =
      Pattern.compile("aws(?:-cn|-us-gov|-eusc|-iso(?:-[a-z])?)?");

  static final OptionValue INSTANCE_ROLE =
      new OptionValue("--instance-role", ROLE_FORM, ROLE_WITH_PATH);

  static final OptionValue INSTANCE_ID =
      create("--instance-id", "one such as i-0123456789abcdef0", "i-[0-9a-f]{8,17}");

  static final OptionValue PARTITION =
      new OptionValue(
          "--partition", "aws, aws-cn, aws-us-gov, aws-eusc or one of aws-iso", PARTITION_PATTERN);

  static final OptionValue REGION =
      create("region", "one such as eu-central-1", "[a-z]{2,5}(?:-[a-z]+)+-[0-9]{1,2}");

  /**
   * The parameters of AssumeRole.
   *
   * @see <a href="https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html">
   *     AssumeRole</a>
   */
  static final OptionValue EXTERNAL_ID =
      create(
          "external ID",
          "2 to 1224 characters (letters, digits and _+=,.@:/-)",
          "[A-Za-z0-9_+=,.@:/-]{2,1224}");

  static final OptionValue ROLE_SESSION_NAME =
      create(
          "role session name", "2 to 64 characters (" + IAM_CHARACTERS + ")", IAM_NAME + "{2,64}");

  static final OptionValue SOURCE_IDENTITY =
      create("source identity", "2 to 64 characters (" + IAM_CHARACTERS + ")", IAM_NAME + "{2,64}");

  static final OptionValue TAG_KEY =
      create(
          "tag key",
          "1 to 128 letters, digits, spaces and _.:/=+-@",
          "[\\p{L}\\p{Z}\\p{N}_.:/=+@-]{1,128}");

  static final OptionValue TAG_VALUE =
      create(
          "tag value",
          "at most 256 letters, digits, spaces and _.:/=+-@",
          "[\\p{L}\\p{Z}\\p{N}_.:/=+@-]{0,256}");

  static final OptionValue POLICY_ARN =
      create(
          "--policy-arn",
          "the ARN of a managed policy, or the name of one of AWS's",
          "(?:arn:[a-z-]+:iam::(?:aws|[0-9]{12}):policy/)?(?:[!-~]+/)?" + IAM_NAME + "{1,128}");

  private static OptionValue create(String name, String form, String pattern) {
    return new OptionValue(name, form, Pattern.compile(pattern));
  }

  /** Throws if there is a value and it has another form. */
  void require(@Nullable String value) throws AsroleException {
    if (value != null && !pattern.matcher(value).matches()) {
      throw malformed(name, value, form);
    }
  }

  static AsroleException malformed(String name, String value, String form) {
    return AsroleException.refused("malformed " + name + " '" + value + "': expected " + form)
        .withFailureCause(FailureCause.OPTION);
  }
}
