// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.sandbox.world;

import io.asrole.sandbox.arn.Arns;
import io.asrole.sandbox.arn.ProviderArn;

/** Creates ARNs from the short names that the builders of a world accept. */
record ArnNames(String partition, String account) {
  /** The ARN of a role. The name may have a path, or be an ARN itself. */
  String arn(String role) {
    return role.startsWith("arn:") ? role : Arns.iam(partition, account, "role/" + role);
  }

  /** The ARN of a user. The name may have a path, or be an ARN itself. */
  String user(String user) {
    return user.startsWith("arn:") ? user : Arns.iam(partition, account, "user/" + user);
  }

  /** The ARN of an OpenID Connect provider. It has the URL without the scheme. */
  String oidcProvider(String url) {
    return ProviderArn.oidc(partition, account, url).toString();
  }

  /** What the member {@code AWS} of a principal has for a role's name, an account, an ARN or *. */
  String principal(String principal) {
    return principal.equals("*") || principal.matches("\\d{12}") ? principal : arn(principal);
  }
}
