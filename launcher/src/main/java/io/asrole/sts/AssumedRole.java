// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.sts;

import io.asrole.SessionCredentials;
import java.time.Instant;
import java.util.List;

/**
 * What AssumeRole answered.
 *
 * @param arn the assumed-role ARN; empty where a server sends none
 * @param id the assumed-role id, {@code AROA...:NAME}; empty where a server sends none
 * @param requestId what CloudTrail knows the call by
 * @param leftOut what was asked for and left out, because a policy does not allow it
 * @param chainingLimited whether STS held the session to the one hour of role chaining
 * @see <a
 *     href="https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumedRoleUser.html">AssumedRoleUser</a>
 */
public record AssumedRole(
    SessionCredentials credentials,
    String arn,
    String id,
    String requestId,
    List<String> leftOut,
    boolean chainingLimited) {
  /** When the session ends. */
  public Instant expiration() {
    return credentials.expiration();
  }
}
