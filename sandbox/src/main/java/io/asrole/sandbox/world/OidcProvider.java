// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.sandbox.world;

import io.asrole.sandbox.arn.ProviderArn;
import io.asrole.sandbox.json.Complaints;
import io.asrole.sandbox.json.JsonPlace;
import java.util.List;
import java.util.Set;

/**
 * An OpenID Connect identity provider in IAM.
 *
 * @param url with the scheme, {@code https://token.actions.githubusercontent.com}
 * @param clientIds the audiences that the provider accepts
 * @see <a
 *     href="https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_providers_create_oidc.html">OpenID
 *     Connect providers</a>
 */
public record OidcProvider(String url, List<String> clientIds) {
  static final Set<String> MEMBERS = Set.of("url", "clientIds");

  public OidcProvider {
    clientIds = List.copyOf(clientIds);
  }

  /** The ARN of the provider in an account. */
  public ProviderArn arn(Partition partition, String account) {
    return ProviderArn.oidc(partition.id(), account, url);
  }

  static OidcProvider parse(JsonPlace place, Complaints complaints) {
    WorldReader.checkMembers(place, MEMBERS, complaints);
    JsonPlace url = place.required("url");
    if (!url.text().matches("https://[\\x21-\\x7e]{1,247}")) {
      throw url.error("expected an https URL");
    }
    return new OidcProvider(
        url.text(), place.required("clientIds").items().stream().map(JsonPlace::text).toList());
  }
}
