// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.sandbox.iam;

/**
 * How far a principal element reaches a caller, from the least to the most.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html">Policy
 *     evaluation logic</a>
 */
enum TrustMatch {
  /** The element names somebody else. */
  NONE,

  /**
   * The element names the caller's account, which passes the permission on by identity policies.
   */
  ACCOUNT,

  /** The element names everyone, or the caller's role, whose sessions a session policy narrows. */
  DIRECT,

  /** The element names this one session, past what its session policy leaves open. */
  SESSION
}
