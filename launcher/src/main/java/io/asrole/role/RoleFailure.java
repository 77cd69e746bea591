// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.role;

import io.asrole.AsroleException;
import io.asrole.Trouble;
import java.time.Duration;
import java.util.Optional;

/** The sentences of this room: what is wrong with a role, a profile or an option. */
final class RoleFailure {
  private RoleFailure() {}

  static AsroleException malformedArn(String text, String why) {
    return role("malformed ARN '" + text + "': " + why);
  }

  /** GetCallerIdentity prints such an ARN, so people paste it. */
  static AsroleException sessionArn(String text, RoleArn role) {
    return role(
        "'"
            + text
            + "' is the ARN of a role session, not of a role: use "
            + role
            + " (with its path, if the role has one)");
  }

  static AsroleException malformedAccount(String text, String account) {
    return role("malformed role '" + text + "': the account '" + account + "' is not 12 digits");
  }

  static AsroleException malformedName(String text) {
    return role(
        text.isEmpty()
            ? "the role is empty: give a role ARN, a profile that has role_arn, or a role name"
            : "malformed role '"
                + text
                + "': it is no ARN, no profile that has role_arn, and no role name (letters, digits"
                + " and _+=,.@-, with its path if it has one)");
  }

  static AsroleException malformedDuration(String text, String where) {
    return AsroleException.refused(
        where
            + ": '"
            + text
            + "' is no duration: give seconds, or a number with s, m or h, at most 12h");
  }

  static AsroleException durationOutOfBounds(Duration duration, String where) {
    return AsroleException.refused(
        where
            + ": AWS takes 900 seconds (15m) to 43200 (12h), not "
            + duration.toSeconds()
            + "; a number without unit is seconds");
  }

  static AsroleException unreadableConfig(String file, String why) {
    return profile("cannot read the AWS config file " + file + ": " + why);
  }

  static AsroleException unknownProfile(
      String name, String askedBy, String files, Optional<String> nearest) {
    return profile(
        askedBy
            + " names the profile '"
            + name
            + "', which is not in "
            + files
            + (nearest.isPresent() ? "; did you mean '" + nearest.get() + "'?" : ""));
  }

  static AsroleException profileCycle(String path) {
    return profile("the profiles go in a circle: " + path);
  }

  static AsroleException inProfile(String name, AsroleException failure) {
    return profile("profile '" + name + "': " + failure.sentence());
  }

  static AsroleException profileNeedsMfa(String name) {
    return profile("profile '" + name + "' has mfa_serial: asrole cannot ask for an MFA code yet");
  }

  static AsroleException profileWithTwoSources(String name) {
    return profile(
        "profile '" + name + "' has both source_profile and credential_source: keep one");
  }

  static AsroleException unknownCredentialSource(String name, String value) {
    return profile(
        "profile '"
            + name
            + "' has credential_source = "
            + value
            + ": AWS knows Ec2InstanceMetadata, EcsContainer and Environment");
  }

  static AsroleException profileWithoutCredentials(String name) {
    return profile(
        "profile '"
            + name
            + "' has no credentials asrole can use: it needs aws_access_key_id and"
            + " aws_secret_access_key, role_arn, or credential_process");
  }

  /** A profile of that name was meant, so its name is not taken for a role's. */
  static AsroleException profileWithoutRole(String name, boolean hasKeys) {
    return profile(
        "profile '"
            + name
            + "' has no role_arn: add role_arn to it, or give the ARN of the role '"
            + name
            + "'"
            + (hasKeys
                ? "; to assume another role with its keys: asrole --source profile:"
                    + name
                    + " ROLE -- COMMAND"
                : ""));
  }

  static AsroleException profileWithWebIdentity(String name) {
    return profile(
        "profile '" + name + "' has web_identity_token_file, which asrole does not support");
  }

  private static AsroleException role(String sentence) {
    return AsroleException.refused(sentence).because(Trouble.ROLE_NAME);
  }

  private static AsroleException profile(String sentence) {
    return AsroleException.refused(sentence).because(Trouble.PROFILE);
  }
}
