// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.sandbox.iam;

import io.asrole.sandbox.condition.Condition;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The evaluation of all policies that apply to one request.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic_policy-eval-denyallow.html">How
 *     AWS enforcement code logic evaluates requests</a>
 */
final class Evaluation {
  private final StsRequest request;
  private final PolicySet trust;
  private final PolicySet scps;
  private final PolicySet identity;
  private final PolicySet boundary;
  private final PolicySet session;
  private final boolean sameAccount;

  /** The statement of the trust policy that allows the request, and how it names the caller. */
  private record Trusted(Principal.Match match, String statement) {}

  Evaluation(StsRequest request, Policy trust, List<Policy> scps) {
    this.request = request;
    this.trust = new PolicySet(PolicyKind.TRUST, List.of(trust));
    this.scps = new PolicySet(PolicyKind.SCP, scps);
    String account = "";
    List<Policy> identities = List.of();
    List<Policy> sessions = List.of();
    Policy limit = null;
    if (request.caller() instanceof Caller.Session caller) {
      account = caller.role().account();
      identities = caller.identityPolicies();
      sessions = caller.sessionPolicies();
      limit = caller.boundary();
    } else if (request.caller() instanceof Caller.User caller) {
      account = caller.arn().account();
      identities = caller.identityPolicies();
      limit = caller.boundary();
    }
    this.identity = new PolicySet(PolicyKind.IDENTITY, identities);
    this.boundary = new PolicySet(PolicyKind.BOUNDARY, list(limit));
    this.session = new PolicySet(PolicyKind.SESSION, sessions);
    // Services and identity providers have no account that must agree.
    this.sameAccount = account.isEmpty() || account.equals(request.role().account());
  }

  private static List<Policy> list(@Nullable Policy policy) {
    return policy == null ? List.of() : List.of(policy);
  }

  Decision decide() {
    return explicitDeny().or(this::missingAllow).orElseGet(this::allowed);
  }

  private Optional<Decision> explicitDeny() {
    for (PolicySet set : List.of(trust, scps, identity, boundary, session)) {
      Optional<PolicySet.Hit> deny = set.find(false, request);
      if (deny.isPresent()) {
        return deny.map(hit -> denied(set.kind(), hit));
      }
    }
    return Optional.empty();
  }

  private Decision denied(PolicyKind kind, PolicySet.Hit hit) {
    List<String> conditions = new ArrayList<>();
    for (Condition condition : hit.statement().conditions()) {
      conditions.add(condition.explain(request.context()));
    }
    String sentence = hit + " denies " + request.action() + " to " + caller();
    String why = conditions.isEmpty() ? "" : ": " + String.join("; ", conditions);
    String article =
        switch (kind) {
          case TRUST -> "the role ";
          case IDENTITY -> "an ";
          default -> "a ";
        };
    return Decision.explicitlyDenied(
        Sentences.capitalize(sentence + why + "."),
        "with an explicit deny in " + article + kind.text());
  }

  /** The denial if one of the policies that must allow the request does not. */
  private Optional<Decision> missingAllow() {
    if (!scps.policies().isEmpty() && scps.find(true, request).isEmpty()) {
      return missing(scps, "The service control policies do not allow ");
    }
    Principal.Match match = trusted().match();
    if (match == Principal.Match.NONE) {
      return missing(trust, "The trust policy of " + request.role() + " does not allow ");
    }
    if (needsIdentity(match) && identity.find(true, request).isEmpty()) {
      return missing(
          identity,
          chainsSourceIdentity()
              ? "The caller is a role session, and its own policies do not allow "
              : sameAccount
                  ? "The trust policy trusts only the account, and the caller's own policies do not allow "
                  : "The caller is in another account, and the caller's own policies do not allow ");
    }
    // In the same account, a session, a user or everyone as principal is not limited by what the
    // other policies do not allow.
    boolean limited = match != Principal.Match.ITSELF || !sameAccount;
    if (limited && !boundary.policies().isEmpty() && boundary.find(true, request).isEmpty()) {
      return missing(boundary, "The caller's permissions boundary does not allow ");
    }
    if (limited && !session.policies().isEmpty() && session.find(true, request).isEmpty()) {
      return missing(session, "The caller's session policy does not allow ");
    }
    return Optional.empty();
  }

  private Optional<Decision> missing(PolicySet set, String start) {
    String reason = (set.kind() == PolicyKind.TRUST ? "role " : "") + set.kind().text();
    return Optional.of(
        Decision.implicitlyDenied(
            "%s%s to %s: %s."
                .formatted(start, request.action(), caller(), set.whyNotAllowed(request)),
            "because no %s allows the %s action".formatted(reason, request.action())));
  }

  /** Whether an identity-based policy of the caller must allow the action. */
  private boolean needsIdentity(Principal.Match match) {
    return match == Principal.Match.ACCOUNT || !sameAccount || chainsSourceIdentity();
  }

  /**
   * Whether the caller sets a source identity by role chaining: then both its own policies and the
   * trust policy must allow that. A session of an instance's role is not role chaining, nor is a
   * caller that is known as a role only.
   */
  private boolean chainsSourceIdentity() {
    return request.caller() instanceof Caller.Session session
        && !session.sessionArn().equals(session.role().toString())
        && request.action().equals("sts:SetSourceIdentity")
        && !request.context().has("ec2:SourceInstanceARN");
  }

  /** The statement that names the caller most closely, of those that allow the request. */
  private Trusted trusted() {
    Trusted closest = new Trusted(Principal.Match.NONE, "");
    for (PolicySet.Hit hit : trust.findAll(request)) {
      Principal.Match match = hit.statement().match(request.caller());
      if (match.compareTo(closest.match()) > 0) {
        closest = new Trusted(match, hit.toString());
      }
    }
    return closest;
  }

  private Decision allowed() {
    Trusted trusted = trusted();
    String sentence = trusted.statement() + " allows " + request.action() + " to " + caller();
    String also =
        needsIdentity(trusted.match())
            ? identity.find(true, request).map(hit -> ", and " + hit + " allows it too").orElse("")
            : "";
    return Decision.allowed(Sentences.capitalize(sentence + also + "."));
  }

  private String caller() {
    return Sentences.caller(request.caller());
  }
}
