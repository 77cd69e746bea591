// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.sts;

import io.asrole.AsroleException;
import io.asrole.FailureCause;
import io.asrole.SessionCredentials;
import io.asrole.role.RoleArn;
import java.time.Instant;
import java.util.List;

/**
 * The answer to AssumeRole.
 *
 * @param arn the assumed-role ARN; empty if the server sends none
 * @param id the assumed-role id, {@code AROA...:NAME}; empty if the server sends none
 * @param requestId the request id, as CloudTrail records it
 * @param leftOut the IAM actions of requested parameters that were left out because a policy
 *     refused them
 * @param chainingLimited whether the session was limited to one hour because of role chaining
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

  /**
   * Checks that the session can be used.
   *
   * @throws AsroleException if it has expired: the clock of this host is wrong
   */
  public void requireUsable(RoleArn role, Instant now) throws AsroleException {
    if (!expiration().isAfter(now)) {
      throw AsroleException.unavailable(
              "the role session of "
                  + role
                  + " expired at "
                  + expiration()
                  + ", before it could be used: the clock of this host says "
                  + now
                  + "; check the clock")
          .withFailureCause(FailureCause.CLOCK);
    }
  }
}
