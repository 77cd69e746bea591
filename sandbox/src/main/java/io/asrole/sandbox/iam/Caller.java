// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.sandbox.iam;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The role session that signed the request.
 *
 * @param sessionPolicy the session policy; null if the session has none
 */
public record Caller(
    RoleArn role,
    String sessionArn,
    List<Policy> identityPolicies,
    @Nullable Policy sessionPolicy) {
  public Caller {
    identityPolicies = List.copyOf(identityPolicies);
  }

  String account() {
    return role.account();
  }
}
