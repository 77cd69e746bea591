// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.role;

import io.asrole.AsroleException;
import io.asrole.FailureCause;
import java.time.Duration;
import java.util.Optional;

/** Makes the error messages about roles, profiles and their options. */
final class RoleFailure {
  private RoleFailure() {}

  static AsroleException malformedArn(String text, String why) {
    return role("malformed ARN '" + text + "': " + why);
  }

  /** An assumed-role ARN, which users copy from the output of GetCallerIdentity. */
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
                + "': expected a role ARN, a profile with role_arn, or a role name with its path if"
                + " it has one (letters, digits and _+=,.@-)");
  }

  static AsroleException malformedDuration(String text, String where) {
    return AsroleException.refused(
        where
            + ": '"
            + text
            + "' is not a duration: give seconds, or a number with s, m or h, at most 12h");
  }

  static AsroleException durationOutOfBounds(Duration duration, String where) {
    return AsroleException.refused(
        where
            + ": AWS accepts 900 (15m) to 43200 seconds (12h), not "
            + duration.toSeconds()
            + "; a number without unit is seconds");
  }

  /** A guarded host takes only the name of a role. */
  static AsroleException notGranted(String what) {
    return AsroleException.refused(
            "cannot use "
                + what
                + ": this host is guarded (/etc/asrole/guard), and its administrator describes the"
                + " roles; give only the name of a role, see: asrole roles")
        .withFailureCause(FailureCause.GUARDED_ROLE);
  }

  /** A variable or a symbolic link names a file that does not exist. */
  static AsroleException missingFile(String name, SharedFile file) {
    String variable = file.named();
    return profile(
        "cannot tell whether '"
            + name
            + "' is a profile: "
            + (variable == null
                ? file.path() + " is a symbolic link to a file that does not exist"
                : variable + " names " + file.path() + ", which does not exist")
            + "; "
            + (variable == null ? "correct the link" : "correct or unset " + variable)
            + ", or give the role's ARN");
  }

  /**
   * A section with a role looks like this profile, but AWS's tools do not accept it as a profile.
   */
  static AsroleException hiddenProfile(String name, String file, ConfigFile.Section section) {
    return profile(
        "'"
            + name
            + "' is not a profile, although "
            + file
            + " has the section ["
            + section.header()
            + "] in line "
            + section.line()
            + ": write "
            + header(name)
            + " in the AWS config file");
  }

  private static String header(String name) {
    return name.equals("default")
        ? "[default]"
        : name.matches("[^\\s\"'\\\\]+") ? "[profile " + name + "]" : "[profile \"" + name + "\"]";
  }

  static AsroleException nestedRole(String name, int line) {
    return profile(
        "profile '"
            + name
            + "': role_arn in line "
            + line
            + " is indented, so it belongs to the property above it: remove the indentation");
  }

  static AsroleException emptyRole(String name) {
    return profile("profile '" + name + "' has an empty role_arn: give it a role ARN or remove it");
  }

  static AsroleException unknownServices(String profile, String services) {
    return profile(
        "profile '"
            + profile
            + "' has services = "
            + services
            + ", and there is no section [services "
            + services
            + "]");
  }

  /** AWS's tools use a source of credentials that asrole does not support. */
  static AsroleException unknowable(String why) {
    return AsroleException.refused(
            "cannot tell which identity AWS's tools have here: "
                + why
                + ", which asrole does not support; run: aws sts get-caller-identity")
        .withFailureCause(FailureCause.NO_SOURCE_CREDENTIALS);
  }

  static AsroleException profileWithoutSource(String name) {
    return profile(
        "profile '"
            + name
            + "' has role_arn and neither source_profile nor credential_source, so AWS's tools fail"
            + " with it: add credential_source = Ec2InstanceMetadata, or name a source_profile");
  }

  static AsroleException webIdentity() {
    return AsroleException.refused(
            "AWS_WEB_IDENTITY_TOKEN_FILE is set, so AWS's own tools would use a web identity, which"
                + " asrole does not support: to start from the instance profile give --source"
                + " instance")
        .withFailureCause(FailureCause.NO_SOURCE_CREDENTIALS);
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
            + nearest.map(near -> "; the nearest profile name is '" + near + "'").orElse(""));
  }

  static AsroleException profileCycle(String path) {
    return profile("the profiles refer to each other in a circle: " + path);
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
            + ": expected Ec2InstanceMetadata, EcsContainer or Environment");
  }

  static AsroleException profileWithoutCredentials(String name) {
    return profile(
        "profile '"
            + name
            + "' has no credentials asrole can use: it needs aws_access_key_id and"
            + " aws_secret_access_key, role_arn, or credential_process");
  }

  /** The name is that of a profile without a role, so it is not taken for the name of a role. */
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

  static AsroleException unsupportedSource(String name, String property) {
    return profile("profile '" + name + "' has " + property + ", which asrole does not support");
  }

  private static AsroleException role(String sentence) {
    return AsroleException.refused(sentence).withFailureCause(FailureCause.ROLE_NAME);
  }

  private static AsroleException profile(String sentence) {
    return AsroleException.refused(sentence).withFailureCause(FailureCause.PROFILE);
  }
}
