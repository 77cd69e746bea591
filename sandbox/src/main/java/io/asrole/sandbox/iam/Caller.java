// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.sandbox.iam;

import io.asrole.sandbox.arn.RoleArn;
import io.asrole.sandbox.arn.UserArn;
import java.util.List;
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
   * @param provider the ARN of the provider in IAM
   */
  record WebIdentity(String provider) implements Caller {}

  /** An AWS service such as {@code ec2.amazonaws.com}. It has no IAM policies. */
  record Service(String name) implements Caller {}
}
