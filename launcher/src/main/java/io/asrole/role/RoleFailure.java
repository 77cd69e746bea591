// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.role;

import io.asrole.AsroleException;
import java.util.Optional;

/** The sentences of this room: what is wrong with a role, a profile or an option. */
final class RoleFailure {
  private RoleFailure() {}

  static AsroleException malformedArn(String text, String why) {
    return AsroleException.refused("malformed ARN '" + text + "': " + why);
  }

  static AsroleException malformedAccount(String text, String account) {
    return AsroleException.refused(
        "malformed role '" + text + "': the account '" + account + "' is not 12 digits");
  }

  static AsroleException malformedName(String text) {
    return AsroleException.refused(
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

  static AsroleException unreadableConfig(String file, String why) {
    return AsroleException.refused("cannot read the AWS config file " + file + ": " + why);
  }

  static AsroleException unknownProfile(
      String name, String askedBy, String files, Optional<String> nearest) {
    return AsroleException.refused(
        askedBy
            + " names the profile '"
            + name
            + "', which is not in "
            + files
            + (nearest.isPresent() ? "; did you mean '" + nearest.get() + "'?" : ""));
  }

  static AsroleException profileCycle(String path) {
    return AsroleException.refused("the profiles go in a circle: " + path);
  }

  static AsroleException inProfile(String name, AsroleException failure) {
    return AsroleException.refused("profile '" + name + "': " + failure.sentence());
  }

  static AsroleException profileNeedsMfa(String name) {
    return AsroleException.refused(
        "profile '" + name + "' has mfa_serial: asrole cannot ask for an MFA code yet");
  }

  static AsroleException profileWithTwoSources(String name) {
    return AsroleException.refused(
        "profile '" + name + "' has both source_profile and credential_source: keep one");
  }

  static AsroleException unknownCredentialSource(String name, String value) {
    return AsroleException.refused(
        "profile '"
            + name
            + "' has credential_source = "
            + value
            + ": AWS knows Ec2InstanceMetadata, EcsContainer and Environment");
  }

  static AsroleException profileWithoutCredentials(String name) {
    return AsroleException.refused(
        "profile '"
            + name
            + "' has no credentials asrole can use: it needs aws_access_key_id and"
            + " aws_secret_access_key, role_arn, or credential_process");
  }

  static AsroleException profileWithWebIdentity(String name) {
    return AsroleException.refused(
        "profile '" + name + "' has web_identity_token_file, which asrole does not support");
  }
}
