// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.sandbox.arn;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A role session's ARN. It does not contain the role's path.
 *
 * @param role the name of the role
 * @param name the role session name
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html">IAM
 *     identifiers</a>
 */
public record SessionArn(String partition, String account, String role, String name) {
  private static final Pattern FORM =
      Pattern.compile(Arns.STS + "assumed-role/" + Arns.NAME + "/" + Arns.NAME);

  public static Optional<SessionArn> parse(String text) {
    Matcher matcher = FORM.matcher(text);
    return matcher.matches()
        ? Optional.of(
            new SessionArn(matcher.group(1), matcher.group(2), matcher.group(3), matcher.group(4)))
        : Optional.empty();
  }

  @Override
  public String toString() {
    return Arns.create(partition, "sts", "", account, "assumed-role/" + role + "/" + name);
  }
}
