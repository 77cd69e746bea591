// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An access key, and the session token that temporary ones have.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/IAM/latest/UserGuide/security-creds-programmatic-access.html">AWS
 *     security credentials</a>
 */
public sealed interface Credentials permits SourceCredentials, SessionCredentials {
  /** The access key id, such as {@code ASIAIOSFODNN7EXAMPLE}. */
  String accessKeyId();

  /** The secret access key. */
  String secretAccessKey();

  /** The session token; null for the long-term key of an IAM user. */
  @Nullable String sessionToken();

  /** When the credentials expire; null where the source does not tell. */
  @Nullable Instant expiration();

  /**
   * Whether every character can stand in an HTTP header, in a line of a file and in an environment
   * variable: visible ASCII, as in all credentials that AWS issues.
   */
  default boolean isPlain() {
    String token = sessionToken();
    String all = accessKeyId() + secretAccessKey() + (token == null ? "" : token);
    return all.chars().allMatch(c -> c > ' ' && c < 0x7f);
  }
}
