// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.doctor;

import io.asrole.role.SessionParameters;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What an AccessDenied may mean, the likeliest first: AWS answers all alike on purpose, so this is
 * what the answer and the names tell, and else the check for each.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied.html">IAM:
 *     troubleshoot access denied</a>
 */
final class Denial {
  private static final Pattern USER = Pattern.compile("User: (\\S+) is not authorized");
  private static final String ACTION = "sts:AssumeRole";

  private final String words;
  private final Attempt attempt;
  private final SessionParameters parameters;
  private final List<Remedy> candidates = new ArrayList<>();

  /** {@code words} are AWS's. */
  Denial(String words, Attempt attempt) {
    this.words = words;
    Matcher user = USER.matcher(words);
    this.attempt = attempt.caller().isEmpty() && user.find() ? attempt.as(user.group(1)) : attempt;
    this.parameters = attempt.parameters();
  }

  List<Remedy> candidates() {
    if (words.contains("may not be assumed by root accounts")) {
      add(
          "the source credentials are those of the account's root user, who may assume no role",
          "use a role's or a user's keys: --source instance, or --source profile:NAME");
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
    } else if (words.contains("explicit deny")) {
      add(
          "a Deny statement, as AWS says: nothing that allows wins over it",
          "find the statement in the policy that the message names, and make it spare this call");
    } else if (!Attempt.partition(attempt.role()).equals(Attempt.partition(attempt.caller()))) {
      add(
          "the role is in the partition "
              + Attempt.partition(attempt.role())
              + ", the caller in "
              + Attempt.partition(attempt.caller())
              + ": AWS keeps them apart",
          "a role of " + Attempt.partition(attempt.caller()));
    } else if (attempt.role().equals(attempt.callerRole())) {
      add(
          "the role is the caller's own: since 2022 a role does not trust itself unless its trust"
              + " policy says so",
          "start the command without asrole, as it has this role already; or add "
              + attempt.role()
              + " to the role's trust policy");
    } else {
      unknown();
    }
    return candidates;
  }

  private void forAction(String action, String sent, String option) {
    add(
        sent + ", and the trust policy of " + attempt.roleName() + " does not allow " + action,
        trustPolicy() + " # " + action + " belongs to its Action");
    add(
        "the permissions of " + attempt.callerRole() + " do not allow " + action,
        simulation(action));
    add("nobody needs it", "leave out " + option);
  }

  private void unknown() {
    String account = Attempt.account(attempt.role());
    if (words.contains("no identity-based policy allows")) {
      permission("as AWS says, ");
      return;
    }
    boolean trustIsIt = words.contains("role trust policy allows");
    if (attempt.isElsewhere() && !trustIsIt) {
      add(
          "the role is in another account ("
              + account
              + "; the caller is in "
              + Attempt.account(attempt.caller())
              + "): is that the one that is meant?",
          "asrole doctor " + attempt.roleName() + " # the role of that name in the caller's own");
    }
    add(
        (trustIsIt ? "as AWS says, the" : "the")
            + " trust policy of "
            + attempt.roleName()
            + " does not name the caller: "
            + attempt.callerRole()
            + " (with its path, if it has one)",
        trustPolicy());
    if (!trustIsIt) {
      permission("");
      add(
          "there is no such role: a slip in its name, case or path (" + attempt.role() + ")",
          "aws iam list-roles --query \"Roles[?RoleName=='" + attempt.roleName() + "'].Arn\"");
    }
    conditions();
    add(
        "the trust policy shows an id (AROA...) in the place of that ARN: the caller's role was"
            + " deleted and made anew, and is another one",
        "aws iam update-assume-role-policy --role-name "
            + attempt.roleName()
            + " --policy-document file://TRUST.json # with the ARN");
    add(
        "the role or a policy is younger than a minute or two",
        "wait, and run asrole doctor again");
  }

  private void permission(String asAwsSays) {
    add(
        asAwsSays
            + "the permissions of "
            + attempt.callerRole()
            + " do not allow "
            + ACTION
            + " on the role's whole ARN"
            + (attempt.isElsewhere()
                ? " (needed in any case across accounts)"
                : " (needed where the trust policy names the account, not the caller)"),
        simulation(ACTION));
  }

  private void conditions() {
    String externalId = parameters.externalId();
    add(
        externalId == null
            ? "the trust policy asks for an external ID, and none was sent"
            : "the trust policy asks for another external ID than the one sent (case counts)",
        externalId == null ? "--external-id ID" : trustPolicy());
    add(
        "another condition of the trust policy: role session name ("
            + parameters.roleSessionName()
            + "), source identity ("
            + (parameters.sourceIdentity() == null ? "none" : parameters.sourceIdentity())
            + "), MFA (never there with a role's keys), source IP, VPC, dates",
        trustPolicy() + " # --role-session-name NAME gives another name");
  }

  private String trustPolicy() {
    return "aws iam get-role --role-name "
        + attempt.roleName()
        + " --query Role.AssumeRolePolicyDocument"
        + (attempt.isElsewhere() ? " # in account " + Attempt.account(attempt.role()) : "");
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
