// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.sandbox.authorization;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A request for a session of a role, with what IAM needs to know about it.
 *
 * @param roleArn the ARN of the requested role, as it was sent
 * @param action {@code sts:AssumeRole} or {@code sts:AssumeRoleWithWebIdentity}
 * @param tagged whether the new session has session tags, those of the request or inherited ones
 * @param sourceIdentity the source identity in the request; null if it has none
 * @param inheritedSourceIdentity the source identity of the caller's session; null if it has none
 */
public record RoleRequest(
    String roleArn,
    String action,
    boolean tagged,
    @Nullable String sourceIdentity,
    @Nullable String inheritedSourceIdentity) {
  static final String SET_SOURCE_IDENTITY = "sts:SetSourceIdentity";

  /** The actions that the policies must allow. The action of the request is the first of them. */
  public List<String> actions() {
    List<String> actions = new ArrayList<>(List.of(action));
    if (tagged) {
      actions.add("sts:TagSession");
    }
    if (sourceIdentity != null || inheritedSourceIdentity != null) {
      actions.add(SET_SOURCE_IDENTITY);
    }
    return actions;
  }

  /** The source identity of the new session; null if it has none. */
  public @Nullable String newSourceIdentity() {
    return sourceIdentity == null ? inheritedSourceIdentity : sourceIdentity;
  }

  /** Whether the request would replace the source identity of the caller's session. */
  boolean changesSourceIdentity() {
    return sourceIdentity != null
        && inheritedSourceIdentity != null
        && !sourceIdentity.equals(inheritedSourceIdentity);
  }
}
