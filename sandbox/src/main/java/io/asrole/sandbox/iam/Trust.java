// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.sandbox.iam;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Decides whether a caller may use an STS action on a role.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html">Policy
 *     evaluation logic</a>
 */
public final class Trust {
  private final RoleArn role;
  private final Policy policy;

  public Trust(RoleArn role, Policy policy) {
    this.role = role;
    this.policy = policy;
  }

  public Decision decide(Caller anyone, String action, Context context) {
    if (!(anyone instanceof Caller.Session caller)) {
      return denied(because("role trust policy", action));
    }
    List<Policy> session = caller.sessionPolicies();
    if (policy.statements().stream()
        .anyMatch(
            s -> !s.allow() && match(s, caller) != TrustMatch.NONE && s.covers(action, context))) {
      return Decision.explicitlyDenied("", "with an explicit deny in the role trust policy");
    }
    if (effect(caller.identityPolicies(), false, action, context)) {
      return Decision.explicitlyDenied("", "with an explicit deny in an identity-based policy");
    }
    if (effect(session, false, action, context)) {
      return Decision.explicitlyDenied("", "with an explicit deny in a session policy");
    }
    TrustMatch match =
        farthest(
            policy.statements().stream()
                .filter(s -> s.allow() && s.covers(action, context))
                .map(s -> match(s, caller)));
    boolean sameAccount = role.account().equals(caller.role().account());
    if (match == TrustMatch.NONE) {
      return denied(because("role trust policy", action));
    }
    if ((match == TrustMatch.ACCOUNT || !sameAccount)
        && !effect(caller.identityPolicies(), true, action, context)) {
      return denied(because("identity-based policy", action));
    }
    if ((match != TrustMatch.SESSION || !sameAccount)
        && !session.isEmpty()
        && !effect(session, true, action, context)) {
      return denied(because("session policy", action));
    }
    return Decision.allowed("");
  }

  /** Whether the AWS service, such as EC2 for an instance profile, may assume the role. */
  public boolean admits(String service, Context context) {
    String action = "sts:AssumeRole";
    List<Statement> covering =
        policy.statements().stream().filter(s -> s.covers(action, context)).toList();
    Principal asked = new Principal.Service(service);
    // A Deny for * applies to services, too. An Allow must name the service.
    boolean denied =
        covering.stream()
            .anyMatch(
                s ->
                    !s.allow()
                        && s.principals().stream()
                            .anyMatch(p -> p.equals(asked) || p instanceof Principal.Anyone));
    return !denied && covering.stream().anyMatch(s -> s.allow() && s.principals().contains(asked));
  }

  private boolean effect(List<Policy> policies, boolean allow, String action, Context context) {
    return policies.stream()
        .flatMap(p -> p.statements().stream())
        .anyMatch(s -> s.allow() == allow && s.covers(action, role.toString(), context));
  }

  private static TrustMatch match(Statement statement, Caller.Session caller) {
    return farthest(statement.principals().stream().map(principal -> principal.match(caller)));
  }

  private static TrustMatch farthest(Stream<TrustMatch> matches) {
    return matches.max(Comparator.naturalOrder()).orElse(TrustMatch.NONE);
  }

  private static Decision denied(String reason) {
    return Decision.implicitlyDenied("", reason);
  }

  private static String because(String policy, String action) {
    return "because no " + policy + " allows the " + action + " action";
  }
}
