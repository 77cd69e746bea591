// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.sandbox.iam;

/**
 * The result of IAM's policy evaluation for a request.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied.html">Access
 *     denied error messages</a>
 */
public sealed interface Decision {
  /** The request is allowed. */
  record Allowed() implements Decision {}

  /**
   * The request is denied.
   *
   * @param reason the last part of AWS's documented message, such as {@code because no ... policy
   *     allows the ... action}
   */
  record Denied(String reason) implements Decision {}
}
