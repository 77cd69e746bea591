// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Source credentials: an access key of a user, a profile or the instance. */
public record SourceCredentials(
    String accessKeyId,
    String secretAccessKey,
    @Nullable String sessionToken,
    @Nullable Instant expiration)
    implements Credentials {
  /** Names the access key id and the expiration; never the secret or the token. */
  @Override
  public String toString() {
    return "SourceCredentials(accessKeyId=" + accessKeyId + ", expiration=" + expiration + ")";
  }
}
