// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.sandbox.iam;

/**
 * How a Principal element matches a caller. The order matters: a later constant needs fewer other
 * policies to allow the action.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html">Policy
 *     evaluation logic</a>
 */
enum TrustMatch {
  /** The element does not match the caller. */
  NONE,

  /**
   * The element names the caller's account: an identity policy of the caller must also allow the
   * action.
   */
  ACCOUNT,

  /** The element is {@code *} or the caller's role: a session policy must also allow the action. */
  DIRECT,

  /** The element names the caller's session: its session policy need not allow the action. */
  SESSION
}
