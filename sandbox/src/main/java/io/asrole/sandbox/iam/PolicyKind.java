// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.sandbox.iam;

import java.util.Set;

/**
 * The kind of a policy. The kind determines the elements and the size that IAM accepts.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html">IAM
 *     quotas</a>
 */
public enum PolicyKind {
  /** A role's trust policy. */
  TRUST("trust policy", 4096),
  /** An identity-based policy of a role. */
  IDENTITY("identity-based policy", 10240),
  /** A permissions boundary. */
  BOUNDARY("permissions boundary", 6144),
  /** A session policy. */
  SESSION("session policy", 2048),
  /** A service control policy of the organization. */
  SCP("service control policy", 10240);

  private final String text;
  private final int mostCharacters;

  PolicyKind(String text, int mostCharacters) {
    this.text = text;
    this.mostCharacters = mostCharacters;
  }

  /** The name in sentences and in AWS's messages. */
  public String text() {
    return text;
  }

  /** The most characters of a document, white space not counted. */
  int mostCharacters() {
    return mostCharacters;
  }

  Set<String> statementMembers() {
    return this == TRUST
        ? Set.of("Sid", "Effect", "Action", "NotAction", "Condition", "Principal", "NotPrincipal")
        : Set.of("Sid", "Effect", "Action", "NotAction", "Condition", "Resource", "NotResource");
  }
}
