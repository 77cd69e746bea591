// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.sandbox.iam;

import java.util.Set;

/** What a policy is attached to, which decides over the elements it may have. */
enum PolicyKind {
  /** A role's trust policy. */
  TRUST("Principal"),
  /** What a role may do, or a session policy. */
  IDENTITY("Resource");

  private final String own;

  PolicyKind(String own) {
    this.own = own;
  }

  Set<String> statementMembers() {
    return Set.of("Sid", "Effect", "Action", "NotAction", "Condition", own);
  }
}
