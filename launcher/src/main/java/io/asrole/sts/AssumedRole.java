// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.sts;

import io.asrole.Credentials;
import java.time.Instant;

/**
 * What AssumeRole answered.
 *
 * @param expiration when the credentials end, which STS always says
 * @param arn the assumed-role ARN; empty where a server sends none
 * @param chainingLimited whether STS held the session to the one hour of role chaining
 * @see <a
 *     href="https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumedRoleUser.html">AssumedRoleUser</a>
 */
public record AssumedRole(
    Credentials credentials, Instant expiration, String arn, boolean chainingLimited) {}
