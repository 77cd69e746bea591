// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.sandbox.world;

import io.asrole.sandbox.arn.RoleArn;
import io.asrole.sandbox.iam.Policy;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An IAM role.
 *
 * @param boundary the permissions boundary; null if there is none
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/APIReference/API_Role.html">Role</a>
 */
public record Role(
    RoleArn arn,
    Policy trust,
    List<Policy> policies,
    @Nullable Policy boundary,
    Duration maxSessionDuration,
    Map<String, String> tags) {
  public Role {
    policies = List.copyOf(policies);
    tags = Map.copyOf(tags);
  }

  /** The unique id {@code AROA...}. A caller's UserId is this id, a colon and the session name. */
  public String id() {
    return UniqueIds.create("AROA", arn.toString());
  }
}
