// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.role;

import io.asrole.AsroleException;

/**
 * The ARN of a role as the user wrote it. asrole checks only its form; STS decides about the rest.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html">ARNs</a>
 */
public record RoleArn(String value) {
  private static final int SHORTEST = 20;
  private static final int LONGEST = 2048;

  /** Whether the text begins like an ARN. */
  public static boolean looksLike(String text) {
    return text.startsWith("arn:");
  }

  /**
   * Parses {@code arn:partition:service:region:account:resource}; region and account may be empty.
   */
  public static RoleArn parse(String text) throws AsroleException {
    String[] parts = text.split(":", 6);
    if (parts.length < 6 || parts[1].isEmpty() || parts[2].isEmpty() || parts[5].isEmpty()) {
      throw RoleFailure.malformedArn(text, "expected arn:PARTITION:iam::ACCOUNT:role/NAME");
    }
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) <= ' ' || text.charAt(i) == 0x7f) {
        throw RoleFailure.malformedArn(text, "it holds a space or a control character");
      }
    }
    if (text.length() < SHORTEST || text.length() > LONGEST) {
      throw RoleFailure.malformedArn(text, "AWS accepts 20 to 2048 characters");
    }
    if (parts[2].equals("sts") && parts[5].startsWith("assumed-role/")) {
      throw RoleFailure.sessionArn(text, create(parts[1], parts[4], parts[5].split("/", -1)[1]));
    }
    return new RoleArn(text);
  }

  /** The ARN of a role by its name, with its path if it has one ({@code team/x/Deploy}). */
  public static RoleArn create(String partition, String account, String pathAndName) {
    return new RoleArn("arn:" + partition + ":iam::" + account + ":role/" + pathAndName);
  }

  /** The role's name, without its path. */
  public String name() {
    return value.substring(value.lastIndexOf('/') + 1);
  }

  /** The partition, such as {@code aws}. */
  public String partition() {
    return Arn.parse(value).partition();
  }

  /** The account; empty if the ARN has none. */
  public String account() {
    return Arn.parse(value).account();
  }

  /** The path, which begins and ends with a slash; empty if this is not the ARN of a role. */
  public String path() {
    String resource = Arn.parse(value).resource();
    return resource.startsWith("role/")
        ? resource.substring("role".length(), resource.lastIndexOf('/') + 1)
        : "";
  }

  @Override
  public String toString() {
    return value;
  }
}
