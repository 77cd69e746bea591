// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.start;

import io.asrole.role.SessionParameters;
import org.jspecify.annotations.Nullable;

/** A role as the command line names it, with what is asked for beside it. */
public record RoleCall(
    String role, SessionParameters parameters, @Nullable String source, @Nullable String region) {

  /** A role and nothing else. */
  public static RoleCall plain(String role) {
    return new RoleCall(role, SessionParameters.NONE, null, null);
  }

  /** Whether there is nothing beside the role, so that the script can make the same call. */
  boolean isPlain() {
    return source == null
        && region == null
        && parameters.toMap().equals(SessionParameters.NONE.toMap());
  }
}
