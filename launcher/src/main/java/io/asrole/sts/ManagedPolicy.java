// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.sts;

/**
 * Completes the names of managed policies.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/aws-managed-policy/latest/reference/about-managed-policy-reference.html">AWS
 *     managed policies</a>
 */
final class ManagedPolicy {
  private ManagedPolicy() {}

  /**
   * The ARN of a policy.
   *
   * @param partition the partition of the role, such as {@code aws}
   * @param policy an ARN, which is returned as it is, or the name of one of AWS's managed policies,
   *     with its path if it has one: {@code ReadOnlyAccess}, {@code job-function/ViewOnlyAccess}
   */
  static String arn(String partition, String policy) {
    return policy.startsWith("arn:") ? policy : "arn:" + partition + ":iam::aws:policy/" + policy;
  }
}
