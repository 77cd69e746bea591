// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.doctor;

import io.asrole.AsroleException;
import io.asrole.check.Remedy;
import io.asrole.text.EnvironmentVariables;
import io.asrole.text.ShellQuoting;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds the remedies for a failure, with the values of this host in their commands. */
public final class Remedies {
  private static final Pattern UNREADABLE_CONFIG =
      Pattern.compile("cannot read the AWS config file (.*): Permission denied");

  private final HostFacts names;
  private final StartAttempt attempt;
  private final Map<String, String> environment;
  private final StsReach reach;

  /** Uses the values of a host, a start and an environment. */
  public Remedies(HostFacts names, StartAttempt attempt, Map<String, String> environment) {
    this.names = names;
    this.attempt = attempt;
    this.environment = environment;
    this.reach = new StsReach(names, attempt, environment);
  }

  /** The remedies for a failure, the likeliest first; empty if its message needs none. */
  public List<Remedy> find(AsroleException failure) {
    return switch (failure.failureCause()) {
      case GUARD,
          GUARDED_ROLE,
          SUDO_MISSING,
          NO_NEW_PRIVILEGES,
          SUDO_REFUSED,
          SUDO_PASSWORD,
          SUDO_FAILED,
          GRANT_FAILED ->
          new GuardRemedies(attempt.given()).find(failure);
      case NONE -> failure.setting().map(this::badSetting).orElse(List.of());
      case ROLE_NAME ->
          Remedy.only(
              "a role is given as its ARN, as a profile that has role_arn, as NAME, PATH/NAME or"
                  + " ACCOUNT:NAME",
              "aws iam list-roles --query 'Roles[].Arn' --output text # each of these can be"
                  + " given");
      case PROFILE -> profile(failure.sentence());
      case OPTION ->
          Remedy.only(
              "an option, a variable or the profile has this value",
              "change the value, or leave it out");
      case METADATA_DISABLED,
          METADATA_UNREACHED,
          METADATA_NO_ROUTE,
          METADATA_PROHIBITED,
          METADATA_SILENT,
          METADATA_OFF,
          HOP_LIMIT,
          TOKEN_FORBIDDEN,
          METADATA_STRANGE,
          NO_INSTANCE_PROFILE,
          EMPTY_ROLE_LIST,
          INSTANCE_PROFILE_DELETED,
          INSTANCE_PROFILE_WITHOUT_ROLE,
          EC2_NOT_TRUSTED ->
          new MetadataRemedies(names, attempt, environment).find(failure.failureCause());
      case THROTTLED ->
          Remedy.only(
              "this host or this account sends too many requests",
              "wait a minute # asrole status shows the sessions that need no request");
      case NO_SOURCE_CREDENTIALS ->
          Remedy.only(
              "--source " + attempt.sourceOrPlaceholder() + " gives no credentials",
              "asrole doctor --source instance" + role() + " # or put the keys there");
      case NO_REGION ->
          Remedy.only(
              "no option, variable, profile or instance metadata names a region",
              "export AWS_REGION=REGION");
      case REGION_UNKNOWN ->
          Remedy.only(
              "AWS has no region " + names.askedRegion(),
              "asrole doctor --region REGION"
                  + role()
                  + " # or AWS_REGION, or region in the profile");
      case STS_UNKNOWN_HOST -> reach.unknownHost(role());
      case STS_UNREACHED, STS_SILENT -> reach.unreached();
      case STS_UNTRUSTED ->
          Remedy.only(
              "a proxy or an endpoint shows a certificate that its own authority signed",
              "export AWS_CA_BUNDLE=FILE # the certificates of that authority, as PEM");
      case STS_CERTIFICATE_NAME -> reach.wrongCertificateName();
      case STS_STRANGE -> reach.strange();
      case STS_SERVER_ERROR -> reach.serverError();
      case PROXY_AUTHENTICATION -> reach.proxyAuthentication();
      case PROXY_REFUSED -> reach.proxyRefused();
      case STS_OFF_IN_REGION ->
          List.of(
              new Remedy(
                  "STS is switched off in " + names.askedRegion() + " for this account",
                  "activate it in the IAM console: Account settings, Security Token Service, "
                      + names.askedRegion()),
              new Remedy(
                  "STS of another region can be used instead",
                  "asrole doctor --region REGION" + role()));
      case CLOCK ->
          Remedy.only(
              "AWS rejects a request whose time is more than 5 to 15 minutes off",
              "sudo chronyc makestep && chronyc tracking");
      case SOURCE_EXPIRED, SOURCE_UNKNOWN, SOURCE_SECRET_WRONG ->
          new BadKeys(names, attempt, reach).find(failure.failureCause());
      case DENIED -> new Denial(failure.awsMessage(), names, attempt).candidates();
      case DURATION_TOO_LONG ->
          List.of(
              new Remedy("the role's maximum session duration is shorter", "--duration 1h"),
              new Remedy(
                  "the role can be given a longer maximum",
                  "aws iam update-role --role-name "
                      + attempt.roleName()
                      + " --max-session-duration "
                      + attempt.parameters().durationOrDefault().toSeconds()));
      case SESSION_NAME ->
          Remedy.only(
              "a role session name has 2 to 64 letters, digits and _+=,.@-",
              "--role-session-name " + sessionName());
      case PACKED_POLICY -> packedPolicy();
      case MALFORMED_POLICY ->
          Remedy.only(
              "AWS cannot read the JSON of --policy as an IAM policy",
              "aws accessanalyzer validate-policy --policy-type IDENTITY_POLICY --policy-document"
                  + " file://POLICY.json # then give --policy file://POLICY.json");
      case PARAMETER -> Parameters.rejected(failure.awsMessage());
    };
  }

  /** The remedy for an expired key of the source. */
  public Remedy expiredSource() {
    return new BadKeys(names, attempt, reach).expired();
  }

  private List<Remedy> packedPolicy() {
    List<Remedy> sent = new ArrayList<>();
    if (attempt.parameters().policy() != null) {
      sent.add(
          new Remedy(
              "the session policy has " + attempt.parameters().policy().length() + " characters",
              "--policy with less white space and fewer statements"));
    }
    if (!attempt.parameters().policyArns().isEmpty()) {
      sent.add(
          new Remedy(
              attempt.parameters().policyArns().size() + " managed session policies are sent",
              "leave out a --policy-arn"));
    }
    if (!attempt.parameters().tags().isEmpty()) {
      sent.add(
          new Remedy(
              "session tags are sent ("
                  + String.join(", ", attempt.parameters().tags().keySet())
                  + ")",
              "leave out a --tag, or shorten its value"));
    }
    return sent.isEmpty()
        ? Remedy.only(
            "transitive session tags of the source session fill the space",
            "start from credentials without transitive tags: --source instance")
        : sent;
  }

  private String sessionName() {
    String asked = String.valueOf(attempt.parameters().roleSessionName());
    String plain = asked.replaceAll("[^A-Za-z0-9_+=,.@-]", "-");
    String whole = plain.length() < 2 ? plain + "-session" : plain;
    return whole.substring(0, Math.min(64, whole.length()));
  }

  private String role() {
    return attempt.given().isEmpty() ? "" : " " + attempt.given();
  }

  private List<Remedy> badSetting(String name) {
    String value = environment.get(name);
    return value == null
        ? Remedy.only("the AWS config file has this value", "${EDITOR:-vi} " + configFile())
        : Remedy.only("this environment has " + name + "=" + value, "unset " + name);
  }

  /** The path of the AWS config file, for a shell command. */
  private String configFile() {
    return EnvironmentVariables.firstOf(environment, "AWS_CONFIG_FILE").orElse("~/.aws/config");
  }

  private List<Remedy> profile(String sentence) {
    Matcher unreadable = UNREADABLE_CONFIG.matcher(sentence);
    return unreadable.matches()
        ? Remedy.only(
            "this user may not read the file, or may not enter a folder above it",
            "namei -l "
                + ShellQuoting.quoteIfNeeded(unreadable.group(1))
                + " # let this user read it, or give the role's ARN")
        : Remedy.only(
            "the AWS config file has this value, or lacks the profile",
            "${EDITOR:-vi} " + configFile() + " # or give the role's ARN, and --source");
  }
}
