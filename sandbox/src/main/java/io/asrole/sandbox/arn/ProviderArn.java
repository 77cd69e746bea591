// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.sandbox.arn;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The ARN of an identity provider in IAM.
 *
 * @param type {@code oidc-provider} or {@code saml-provider}
 * @param name of an OpenID Connect provider: its URL without {@code https://}
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html">IAM
 *     identifiers</a>
 */
public record ProviderArn(String partition, String account, String type, String name) {
  private static final String OIDC = "oidc-provider";
  private static final Pattern FORM =
      Pattern.compile(Arns.IAM + "(oidc-provider|saml-provider)/([\\x21-\\x7e]+)");

  /** The ARN of an OpenID Connect provider. Its URL may begin with {@code https://}. */
  public static ProviderArn oidc(String partition, String account, String url) {
    String scheme = "https://";
    return new ProviderArn(
        partition, account, OIDC, url.startsWith(scheme) ? url.substring(scheme.length()) : url);
  }

  public static Optional<ProviderArn> parse(String text) {
    Matcher matcher = FORM.matcher(text);
    return matcher.matches()
        ? Optional.of(
            new ProviderArn(matcher.group(1), matcher.group(2), matcher.group(3), matcher.group(4)))
        : Optional.empty();
  }

  /** Whether the provider is an OpenID Connect provider. */
  public boolean isOidc() {
    return type.equals(OIDC);
  }

  @Override
  public String toString() {
    return Arns.iam(partition, account, type + "/" + name);
  }
}
