// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.doctor;

import io.asrole.check.Remedy;
import io.asrole.role.Arn;
import io.asrole.role.SessionParameters;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds the causes of an AccessDenied, the likeliest first. If AWS names the policy, the policy is
 * the cause. Otherwise AWS hides the cause, so each candidate has a command that checks it.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied.html">IAM:
 *     troubleshoot access denied</a>
 */
final class Denial {
  private static final Pattern USER = Pattern.compile("User: (\\S+) is not authorized");
  private static final String ACTION = "sts:AssumeRole";

  private final String words;
  private final HostFacts names;
  private final StartAttempt attempt;
  private final SessionParameters parameters;
  private final Optional<NamedPolicy> named;
  private final List<Remedy> candidates = new ArrayList<>();

  /** {@code words} is the message of AWS. */
  Denial(String words, HostFacts names, StartAttempt attempt) {
    this.words = words;
    this.names = names;
    Matcher user = USER.matcher(words);
    this.attempt =
        attempt.caller().isEmpty() && user.find() ? attempt.withCaller(user.group(1)) : attempt;
    this.parameters = attempt.parameters();
    this.named = NamedPolicy.find(words);
  }

  List<Remedy> candidates() {
    if (words.contains("may not be assumed by root accounts")) {
      add(
          "the source credentials belong to the root user of the account, which cannot assume roles",
          "use the keys of a role or a user: --source instance, or --source profile:NAME");
    } else if (attempt.role().isEmpty()) {
      callerIdentity();
    } else if (words.contains("sts:TagSession")) {
      forAction(
          "sts:TagSession",
          "session tags are sent (" + String.join(", ", parameters.tags().keySet()) + ")",
          "--tag");
    } else if (words.contains("sts:SetSourceIdentity")) {
      forAction(
          "sts:SetSourceIdentity",
          "a source identity is sent (" + parameters.sourceIdentity() + ")",
          "--source-identity");
    } else if (isNamedAlone()) {
      named.ifPresent(policy -> candidates.add(policy.remedy(ACTION, attempt, names)));
    } else if (words.contains("explicit deny")) {
      add(
          "a Deny statement matches, as AWS says; no Allow overrides it",
          "find the statement in the policy that the message names, and exclude this call from it");
    } else if (attempt.isInAnotherPartition()) {
      add(
          "the role is in the partition "
              + Arn.parse(attempt.role()).partition()
              + " and the caller in "
              + Arn.parse(attempt.caller()).partition()
              + "; no role can be assumed across partitions",
          "use a role of the partition " + Arn.parse(attempt.caller()).partition());
    } else if (attempt.role().equals(attempt.callerRole())) {
      add(
          "the role is the caller's own; since 2022 a role must name itself in its trust policy to"
              + " assume itself",
          "start the command without asrole, it has this role already; or add "
              + attempt.role()
              + " to the role's trust policy");
    } else {
      unknown();
    }
    return candidates;
  }

  /** GetCallerIdentity, which supplies the account of a bare name, was denied. */
  private void callerIdentity() {
    candidates.add(
        named
            .map(policy -> policy.remedy("sts:GetCallerIdentity", attempt, names))
            .orElseGet(
                () ->
                    new NamedPolicy("VPC endpoint policy", false, "")
                        .remedy("sts:GetCallerIdentity", attempt, names)));
    add(
        "asrole calls GetCallerIdentity to get the account of a role that is given by name",
        "asrole doctor arn:aws:iam::ACCOUNT:role/" + attempt.givenOrPlaceholder());
  }

  /** Whether the named policy is the only cause: a Deny, or not an identity or trust policy. */
  private boolean isNamedAlone() {
    return named
        .filter(
            policy ->
                policy.denies()
                    || !List.of(NamedPolicy.IDENTITY, NamedPolicy.TRUST, NamedPolicy.RESOURCE)
                        .contains(policy.kind()))
        .isPresent();
  }

  private void forAction(String action, String sent, String option) {
    if (named.isPresent()) {
      Remedy remedy = named.get().remedy(action, attempt, names);
      add(sent + "; " + remedy.cause(), remedy.fix());
    } else {
      add(
          sent + ", and the trust policy of " + attempt.roleName() + " does not allow " + action,
          attempt.showTrustPolicy() + " # add " + action + " to its Action");
      add(
          "the policies of " + attempt.callerRole() + " do not allow " + action,
          simulation(action));
    }
    add("the command may not need it", "leave out " + option);
  }

  private void unknown() {
    if (named.filter(policy -> policy.kind().equals(NamedPolicy.IDENTITY)).isPresent()) {
      permission("as AWS says, ");
      return;
    }
    boolean trustIsIt = named.isPresent();
    if (attempt.isElsewhere() && !trustIsIt) {
      add(
          "the role is in account "
              + attempt.account()
              + ", the caller in account "
              + attempt.callerAccount()
              + "; the account may be wrong",
          "asrole doctor "
              + attempt.roleName()
              + " # the role of that name in the caller's account");
    }
    add(
        (trustIsIt ? "as AWS says, the" : "the")
            + " trust policy of "
            + attempt.roleName()
            + " does not name the caller "
            + attempt.callerRole()
            + " (with its path, if it has one)",
        attempt.showTrustPolicy());
    if (!trustIsIt) {
      permission("");
      add(
          "the role does not exist: check name, case and path of " + attempt.role(),
          "aws iam list-roles --query \"Roles[?RoleName=='" + attempt.roleName() + "'].Arn\"");
    }
    conditions();
    add(
        "the caller's role was deleted and re-created; the trust policy still refers to the old"
            + " role's id (AROA...)",
        "aws iam update-assume-role-policy --role-name "
            + attempt.roleName()
            + " --policy-document file://TRUST.json # with the ARN in place of the id");
    add(
        "the role or a policy was changed in the last two minutes and has not propagated",
        "wait two minutes, then run asrole doctor again");
  }

  private void permission(String asAwsSays) {
    add(
        asAwsSays
            + "the policies of "
            + attempt.callerRole()
            + " do not allow "
            + ACTION
            + " on the role's whole ARN"
            + (attempt.isElsewhere()
                ? " (always needed across accounts)"
                : " (needed where the trust policy names the account, not the caller)"),
        simulation(ACTION));
  }

  private void conditions() {
    String externalId = parameters.externalId();
    add(
        externalId == null
            ? "the trust policy requires an external ID, and none was sent"
            : "the trust policy requires another external ID than the one sent (case matters)",
        externalId == null ? "--external-id ID" : attempt.showTrustPolicy());
    add(
        "another condition of the trust policy does not match: role session name ("
            + parameters.roleSessionName()
            + "), source identity ("
            + (parameters.sourceIdentity() == null ? "none" : parameters.sourceIdentity())
            + "), MFA (never present with a role's keys), source IP, VPC, dates",
        attempt.showTrustPolicy() + " # --role-session-name NAME sends another name");
  }

  private String simulation(String action) {
    return "aws iam simulate-principal-policy --policy-source-arn "
        + attempt.callerRole()
        + " --action-names "
        + action
        + " --resource-arns "
        + attempt.role();
  }

  private void add(String cause, String fix) {
    candidates.add(new Remedy(cause, fix));
  }
}
