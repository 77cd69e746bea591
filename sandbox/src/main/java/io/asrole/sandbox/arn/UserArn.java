// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.sandbox.arn;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An IAM user's ARN.
 *
 * @param path with the slashes around it, {@code /team/x/}; {@code /} if there is no path
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html">IAM
 *     identifiers</a>
 */
public record UserArn(String partition, String account, String path, String name) {
  private static final Pattern FORM = Pattern.compile(Arns.IAM + "user" + Arns.PATH + Arns.NAME);

  public static Optional<UserArn> parse(String text) {
    Matcher matcher = FORM.matcher(text);
    return matcher.matches()
        ? Optional.of(
            new UserArn(matcher.group(1), matcher.group(2), matcher.group(3), matcher.group(4)))
        : Optional.empty();
  }

  @Override
  public String toString() {
    return Arns.iam(partition, account, "user" + path + name);
  }
}
