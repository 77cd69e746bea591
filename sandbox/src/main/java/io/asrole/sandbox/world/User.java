// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.sandbox.world;

import io.asrole.sandbox.arn.UserArn;
import io.asrole.sandbox.iam.Caller;
import io.asrole.sandbox.iam.Policy;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An IAM user.
 *
 * @param boundary the permissions boundary; null if there is none
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/APIReference/API_User.html">User</a>
 */
public record User(
    UserArn arn, List<Policy> policies, @Nullable Policy boundary, Map<String, String> tags) {
  public User {
    policies = List.copyOf(policies);
    tags = Map.copyOf(tags);
  }

  /** The unique id {@code AIDA...}. */
  public String id() {
    return UniqueIds.create("AIDA", arn.toString());
  }

  public Caller.User caller() {
    return new Caller.User(arn, policies, boundary);
  }
}
