// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.sandbox.oidc;

import io.asrole.sandbox.condition.Context;
import java.util.List;

/**
 * The condition keys that STS creates from a web identity token, {@code ISSUER:sub}. Other claims
 * become no condition key.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_iam-condition-keys.html#condition-keys-wif">Available
 *     keys for AWS OIDC federation</a>
 * @see <a
 *     href="https://aws.amazon.com/about-aws/whats-new/2026/01/aws-sts-supports-validation-identity-provider-claims/">AWS
 *     STS supports validation of identity provider specific claims</a>
 */
public final class WebIdentityKeys {
  private static final String GITHUB = "token.actions.githubusercontent.com";
  private static final String GOOGLE = "accounts.google.com";
  private static final List<String> GITHUB_CLAIMS =
      List.of(
          "actor",
          "actor_id",
          "job_workflow_ref",
          "repository",
          "repository_id",
          "workflow",
          "ref",
          "environment",
          "enterprise_id");

  private WebIdentityKeys() {}

  /**
   * The context with the keys of the token.
   *
   * @param provider the URL of the provider without {@code https://}
   */
  public static Context add(Context context, String provider, WebIdentityToken token) {
    String prefix = provider + ":";
    Context all =
        context
            .with(prefix + "sub", token.text("sub").orElse(null))
            .with(prefix + "amr", token.texts("amr"))
            .with(prefix + "email", token.text("email").orElse(null));
    // Google: the key "aud" has the claim azp if there is one, and "oaud" the claim aud.
    if (provider.equals(GOOGLE) && token.text("azp").isPresent()) {
      all = all.with(prefix + "aud", token.text("azp").orElse(null));
    } else {
      all = all.with(prefix + "aud", token.texts("aud"));
    }
    if (provider.equals(GOOGLE)) {
      all = all.with(prefix + "oaud", token.texts("aud"));
    }
    if (provider.equals(GITHUB)) {
      for (String claim : GITHUB_CLAIMS) {
        all = all.with(prefix + claim, token.text(claim).orElse(null));
      }
    }
    return all;
  }
}
