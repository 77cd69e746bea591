// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.sandbox.iam;

import java.util.Set;

/** The kind of a policy. The kind determines which elements the policy may have. */
enum PolicyKind {
  /** A role's trust policy. */
  TRUST("Principal"),
  /** An identity-based policy of a role, or a session policy. */
  IDENTITY("Resource");

  private final String own;

  PolicyKind(String own) {
    this.own = own;
  }

  Set<String> statementMembers() {
    return Set.of("Sid", "Effect", "Action", "NotAction", "Condition", own);
  }
}
