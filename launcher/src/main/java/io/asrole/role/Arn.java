// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.role;

/**
 * The parts of any ARN, such as {@code arn:aws:sts::123456789012:assumed-role/Deploy/name}.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html">IAM: ARNs</a>
 */
public record Arn(String partition, String account, String resource) {
  private static final Arn NONE = new Arn("", "", "");

  /** Parses an ARN; all parts are empty if the text is not an ARN. */
  public static Arn parse(String text) {
    String[] parts = text.split(":", 6);
    return parts.length == 6 && parts[0].equals("arn")
        ? new Arn(parts[1], parts[4], parts[5])
        : NONE;
  }

  /**
   * The ARN of the role of an assumed-role ARN, without the path of the role, which an assumed-role
   * ARN does not have; empty for any other ARN.
   */
  public String roleOfSession() {
    String[] words = resource.split("/", -1);
    return words.length == 3 && words[0].equals("assumed-role")
        ? "arn:" + partition + ":iam::" + account + ":role/" + words[1]
        : "";
  }
}
