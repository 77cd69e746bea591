// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.sandbox.iam;

import io.asrole.sandbox.arn.ProviderArn;
import io.asrole.sandbox.arn.RoleArn;
import io.asrole.sandbox.arn.UserArn;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The identity that makes a request, with the policies that are attached to it. */
public sealed interface Caller {
  /**
   * A role session.
   *
   * @param sessionArn the ARN of the session; the role's ARN if the session has no known name
   * @param boundary the permissions boundary of the role; null if there is none
   * @param sessionPolicies the session policies; empty if the session has none
   */
  record Session(
      RoleArn role,
      String sessionArn,
      List<Policy> identityPolicies,
      @Nullable Policy boundary,
      List<Policy> sessionPolicies)
      implements Caller {
    public Session {
      identityPolicies = List.copyOf(identityPolicies);
      sessionPolicies = List.copyOf(sessionPolicies);
    }
  }

  /**
   * An IAM user.
   *
   * @param boundary the permissions boundary of the user; null if there is none
   */
  record User(UserArn arn, List<Policy> identityPolicies, @Nullable Policy boundary)
      implements Caller {
    public User {
      identityPolicies = List.copyOf(identityPolicies);
    }
  }

  /**
   * An identity of an OpenID Connect provider. It has no IAM policies.
   *
   * @param provider the ARN of the provider in IAM, or the domain of a provider that AWS knows
   */
  record WebIdentity(String provider) implements Caller {
    /** The providers that trust policies name by their domain, without an ARN. */
    private static final Set<String> KNOWN_TO_AWS =
        Set.of(
            "cognito-identity.amazonaws.com",
            "cognito-identity-us-gov.amazonaws.com",
            "accounts.google.com",
            "www.amazon.com",
            "graph.facebook.com");

    /** Whether AWS knows the provider, so that trust policies name its domain. */
    public static boolean isKnownToAws(String domain) {
      return KNOWN_TO_AWS.contains(domain);
    }

    /** The account that has the provider; empty for the domain of a provider that AWS knows. */
    public Optional<String> account() {
      return ProviderArn.parse(provider).map(ProviderArn::account);
    }

    /** Whether a trust policy means this provider by that text, an ARN or a domain. */
    boolean isNamed(String text) {
      return provider.equals(text)
          || (isKnownToAws(text)
              && ProviderArn.parse(provider).filter(arn -> arn.name().equals(text)).isPresent());
    }
  }

  /** An AWS service such as {@code ec2.amazonaws.com}. It has no IAM policies. */
  record Service(String name) implements Caller {}
}
