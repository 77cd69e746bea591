// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.doctor;

import io.asrole.check.Remedy;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The policy that AWS names in a denial, as in {@code because no permissions boundary allows the
 * sts:AssumeRole action} or {@code with an explicit deny in a service control policy}.
 *
 * @param kind in AWS's words, such as {@code service control policy}
 * @param denies whether a Deny statement matches; false if an Allow is missing
 * @param arn the ARN of the policy; empty if AWS gives none
 * @see <a
 *     href="https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied.html">IAM:
 *     troubleshoot access denied</a>
 */
record NamedPolicy(String kind, boolean denies, String arn) {
  private static final String SESSION = "session policy";
  static final String IDENTITY = "identity-based policy";
  static final String TRUST = "role trust policy";
  static final String RESOURCE = "resource-based policy";

  private static final Pattern MISSING = Pattern.compile("because no (.+?) allows ");
  private static final Pattern DENY =
      Pattern.compile(
          "explicit deny in an? ([a-zA-Z -]+?(?:policy|boundary))(?:: (arn:[^\\s;]+))?");

  /** Finds the policy in AWS's message; empty if the message names none. */
  static Optional<NamedPolicy> find(String words) {
    Matcher missing = MISSING.matcher(words);
    if (missing.find()) {
      return Optional.of(new NamedPolicy(missing.group(1), false, ""));
    }
    Matcher deny = DENY.matcher(words);
    return deny.find()
        ? Optional.of(
            new NamedPolicy(deny.group(1), true, Optional.ofNullable(deny.group(2)).orElse("")))
        : Optional.empty();
  }

  /** Creates the remedy, with a command that prints the policy. */
  Remedy remedy(String action, StartAttempt attempt, HostFacts names) {
    String on = attempt.role().isEmpty() ? "" : " on " + attempt.role();
    String allow = kind.equals(SESSION) ? "" : " # add " + action + on;
    String show = show(attempt, names);
    return denies
        ? new Remedy(
            "as AWS says, a Deny statement of the "
                + kind
                + (arn.isEmpty() ? "" : " " + arn)
                + " matches; no Allow overrides it",
            show + " # exclude this call from the Deny")
        : new Remedy(
            "as AWS says, the "
                + kind
                + policyOwner(attempt)
                + " does not allow "
                + action
                + "; this policy must allow it too",
            show + allow);
  }

  private String policyOwner(StartAttempt attempt) {
    return switch (kind) {
      case "permissions boundary", IDENTITY -> " of " + attempt.callerRole();
      case SESSION -> " of the source session (" + attempt.sourceOrPlaceholder() + ")";
      case "VPC endpoint policy" -> " for STS";
      case "service control policy" -> " of account " + attempt.callerAccount();
      case "resource control policy" -> " of account " + attempt.accountOrPlaceholder();
      case TRUST, RESOURCE -> " of " + attempt.roleName();
      default -> "";
    };
  }

  /** A command that prints the policy, or an instruction if there is no such command. */
  private String show(StartAttempt attempt, HostFacts names) {
    if (arn.contains(":organizations:")) {
      return "aws organizations describe-policy --policy-id " + arn.replaceFirst(".*/", "");
    } else if (arn.contains(":iam:")) {
      return "aws iam get-policy --policy-arn " + arn;
    }
    return switch (kind) {
      case IDENTITY ->
          "aws iam list-attached-role-policies --role-name "
              + attempt.callerRoleName()
              + "; aws iam list-role-policies --role-name "
              + attempt.callerRoleName();
      case TRUST, RESOURCE -> attempt.showTrustPolicy();
      case "permissions boundary" ->
          "aws iam get-role --role-name "
              + attempt.callerRoleName()
              + " --query Role.PermissionsBoundary";
      case SESSION ->
          "asrole doctor --source SOURCE "
              + attempt.givenOrPlaceholder()
              + " # a source whose session was opened without a session policy";
      case "VPC endpoint policy" ->
          "aws ec2 describe-vpc-endpoints --filters Name=service-name,Values=com.amazonaws."
              + names.askedRegion()
              + ".sts --query 'VpcEndpoints[].[VpcEndpointId,PolicyDocument]'"
              + names.regionOption();
      case "service control policy", "resource control policy" ->
          "aws organizations list-policies-for-target --target-id "
              + (kind.startsWith("service")
                  ? attempt.callerAccount()
                  : attempt.accountOrPlaceholder())
              + " --filter "
              + kind.toUpperCase(Locale.ROOT).replace(' ', '_');
      default -> "find the " + kind;
    };
  }
}
