// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole;

import java.time.Duration;
import java.time.Instant;

/**
 * The credentials of a role session, as STS issues them: always with a session token and an
 * expiration.
 *
 * @see <a href="https://docs.aws.amazon.com/STS/latest/APIReference/API_Credentials.html">STS
 *     Credentials</a>
 */
public record SessionCredentials(
    String accessKeyId, String secretAccessKey, String sessionToken, Instant expiration)
    implements Credentials {
  /** AWS's longest role session, 12 hours, and the 15 minutes that AWS lets a clock be wrong by. */
  private static final Duration LONGEST_SESSION = Duration.ofHours(12).plusMinutes(15);

  /**
   * Whether these credentials claim to expire later than any role session can. In that case the
   * clock of this host or the endpoint is wrong, and the expiration cannot be trusted.
   */
  public boolean outlastAnySession(Instant now) {
    return expiration.isAfter(now.plus(LONGEST_SESSION));
  }

  /** Names the access key id and the expiration; never the secret or the token. */
  @Override
  public String toString() {
    return "SessionCredentials(accessKeyId=" + accessKeyId + ", expiration=" + expiration + ")";
  }
}
