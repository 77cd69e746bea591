// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.sandbox.arn;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An account's ARN: that of its root user, {@code arn:aws:iam::123456789012:root}.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html">IAM
 *     identifiers</a>
 */
public record AccountArn(String partition, String account) {
  private static final Pattern FORM = Pattern.compile(Arns.IAM + "root");

  public static Optional<AccountArn> parse(String text) {
    Matcher matcher = FORM.matcher(text);
    return matcher.matches()
        ? Optional.of(new AccountArn(matcher.group(1), matcher.group(2)))
        : Optional.empty();
  }

  @Override
  public String toString() {
    return Arns.iam(partition, account, "root");
  }
}
