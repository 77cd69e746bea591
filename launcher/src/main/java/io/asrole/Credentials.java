// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An access key, with the session token and the expiration that temporary ones have.
 *
 * @see <a href="https://docs.aws.amazon.com/STS/latest/APIReference/API_Credentials.html">STS
 *     Credentials</a>
 */
public record Credentials(
    String accessKeyId,
    String secretAccessKey,
    @Nullable String sessionToken,
    @Nullable Instant expiration) {

  /** Twelve hours, and what AWS lets a clock be wrong by. */
  private static final Duration LONGEST_SESSION = Duration.ofHours(12).plusMinutes(15);

  /**
   * Whether they claim to end later than any role session does: then the clock of this host or the
   * endpoint is wrong, and nothing can be said about their end.
   */
  public boolean outlastAnySession(Instant now) {
    return expiration != null && expiration.isAfter(now.plus(LONGEST_SESSION));
  }

  /**
   * Whether each part can stand in a header, in a line and in the environment, as AWS's all can.
   */
  public boolean isPlain() {
    String all = accessKeyId + secretAccessKey + (sessionToken == null ? "" : sessionToken);
    return all.chars().allMatch(c -> c > ' ' && c < 0x7f);
  }

  /** Names the key and its end; never the secret or the token. */
  @Override
  public String toString() {
    return "Credentials(accessKeyId=" + accessKeyId + ", expiration=" + expiration + ")";
  }
}
