// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.sandbox.iam;

import java.util.Comparator;
import java.util.List;

/**
 * The Principal or NotPrincipal element of a statement. A principal that is not understood matches
 * nobody where it would allow, and everybody where it would deny.
 *
 * @param not whether the element is NotPrincipal
 * @see <a
 *     href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_notprincipal.html">NotPrincipal</a>
 */
record Principals(boolean not, List<Principal> list) {
  Principals {
    list = List.copyOf(list);
  }

  /** How a statement that allows matches the caller. */
  Principal.Match match(Caller caller) {
    return list.stream()
        .map(principal -> principal.match(caller))
        .max(Comparator.naturalOrder())
        .orElse(Principal.Match.NONE);
  }

  /** Whether a statement that denies applies to the caller. */
  boolean denies(Caller caller) {
    if (!not) {
      // A Deny for everyone applies to services and identity providers, too.
      return match(caller) != Principal.Match.NONE
          || list.stream().anyMatch(p -> p instanceof Principal.Anyone || isUnknown(p));
    }
    // AWS: NotPrincipal with Deny always denies a caller that has a permissions boundary.
    return hasBoundary(caller) || !exempt(caller);
  }

  /**
   * Whether NotPrincipal exempts the caller. To exempt a role or a user, the element must name its
   * account, too: IAM checks the account first.
   */
  private boolean exempt(Caller caller) {
    Principal.Match match = match(caller);
    if (match != Principal.Match.ROLE && match != Principal.Match.ITSELF) {
      return match == Principal.Match.ACCOUNT && !namesOthersOf(account(caller));
    }
    String account = account(caller);
    return account.isEmpty()
        || list.stream()
            .anyMatch(
                p -> p instanceof Principal.Anyone || p.equals(new Principal.Account(account)));
  }

  private boolean namesOthersOf(String account) {
    return list.stream()
        .anyMatch(
            p ->
                (p instanceof Principal.Role role && role.arn().account().equals(account))
                    || (p instanceof Principal.User user && user.arn().account().equals(account))
                    || (p instanceof Principal.Session session
                        && session.arn().account().equals(account))
                    || isUnknown(p));
  }

  private static boolean isUnknown(Principal principal) {
    return principal instanceof Principal.Unknown;
  }

  private static boolean hasBoundary(Caller caller) {
    return caller instanceof Caller.Session session
        ? session.boundary() != null
        : caller instanceof Caller.User user && user.boundary() != null;
  }

  private static String account(Caller caller) {
    if (caller instanceof Caller.Session session) {
      return session.role().account();
    }
    return caller instanceof Caller.User user ? user.arn().account() : "";
  }
}
