// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.start;

import io.asrole.role.SessionParameters;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A role as given on the command line, with the options for its session.
 *
 * @param options the same options as arguments, such as {@code --tag=a=b}, for the call that an
 *     error message suggests
 */
public record RoleCall(
    String role,
    SessionParameters parameters,
    @Nullable String source,
    @Nullable String region,
    List<String> options) {

  /** Creates a call without options. */
  public static RoleCall plain(String role) {
    return new RoleCall(role, SessionParameters.NONE, null, null, List.of());
  }

  /** Whether there are no options, so that the script can start the same call. */
  boolean isPlain() {
    return source == null
        && region == null
        && parameters.toMap().equals(SessionParameters.NONE.toMap());
  }
}
