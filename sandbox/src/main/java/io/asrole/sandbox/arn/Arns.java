// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.sandbox.arn;

/**
 * The parts that ARNs have in common.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html">Format of
 *     ARNs</a>
 */
public final class Arns {
  /** The start of a regular expression: partition and account are its groups. */
  static final String IAM = "arn:(aws[a-z0-9-]*):iam::(\\d{12}):";

  /** The start of a regular expression: partition and account are its groups. */
  static final String STS = "arn:(aws[a-z0-9-]*):sts::(\\d{12}):";

  static final String PATH = "(/|/[\\x21-\\x7e]{1,510}/)";
  static final String NAME = "([\\w+=,.@-]{1,64})";

  private Arns() {}

  /** The ARN of a resource of IAM: {@code role/team/x/Deploy}. */
  public static String iam(String partition, String account, String resource) {
    return create(partition, "iam", "", account, resource);
  }

  /**
   * The ARN of a resource.
   *
   * @param region empty for a service that has no regions in its ARNs
   */
  public static String create(
      String partition, String service, String region, String account, String resource) {
    return String.join(":", "arn", partition, service, region, account, resource);
  }
}
