// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.doctor;

import io.asrole.AsroleException;
import io.asrole.Environment;
import io.asrole.Trouble;
import java.util.List;
import java.util.Map;

/** What mends each trouble, with this host's own names. */
public final class Remedies {
  private static final String METADATA_VARIABLE = "AWS_EC2_METADATA_SERVICE_ENDPOINT";

  private final Names names;
  private final Attempt attempt;
  private final Map<String, String> environment;

  /** For that host, that start and what its environment says. */
  public Remedies(Names names, Attempt attempt, Map<String, String> environment) {
    this.names = names;
    this.attempt = attempt;
    this.environment = environment;
  }

  /** The causes that the failure may have, the likeliest first; none where its words say all. */
  public List<Remedy> of(AsroleException failure) {
    return switch (failure.trouble()) {
      case NONE -> Settings.of(failure.sentence(), environment);
      case ROLE_NAME ->
          one(
              "a role is written as its ARN, a profile that has role_arn, NAME, PATH/NAME or"
                  + " ACCOUNT:NAME",
              "aws iam list-roles --query 'Roles[].Arn' --output text # any of these will do");
      case PROFILE ->
          one(
              "the AWS config file has it so, or lacks it",
              "${EDITOR:-vi} "
                  + Settings.configFile(environment)
                  + " # or name the role by its ARN, and its --source");
      case OPTION ->
          one(
              "an option, a variable or the profile has that value",
              "give another, or leave it out");
      case METADATA_DISABLED ->
          one(
              "a variable of this environment says so; nothing was asked",
              "unset AWS_EC2_METADATA_DISABLED");
      case METADATA_UNREACHED -> unreached();
      case METADATA_SILENT ->
          one(
              "a firewall drops the packets, or the host is too busy",
              "sudo iptables -S OUTPUT | grep 169.254 # or wait longer:"
                  + " AWS_METADATA_SERVICE_TIMEOUT=5");
      case METADATA_OFF ->
          List.of(
              new Remedy(
                  "instance metadata is turned off for this instance",
                  modifyOptions("--http-endpoint enabled")),
              new Remedy(
                  "it is on, and something on this host forbids it to this user or container",
                  "aws ec2 describe-instances --instance-ids "
                      + names.instance()
                      + " --query 'Reservations[].Instances[].MetadataOptions'"
                      + names.regionOption()));
      case HOP_LIMIT ->
          one(
              "this process is in a container, one network hop from the instance, and the answer"
                  + " to the token request is allowed none",
              modifyOptions("--http-put-response-hop-limit 2"));
      case TOKEN_FORBIDDEN ->
          one(
              "a proxy between adds X-Forwarded-For, or is for GET alone",
              "let this process reach 169.254.169.254 directly, PUT /latest/api/token too");
      case METADATA_STRANGE -> strange();
      case THROTTLED ->
          one(
              "this host or this account asks too often",
              "wait a minute; asrole status shows what" + " the session store saves");
      case NO_INSTANCE_PROFILE ->
          one(
              "none was given to it at its launch",
              "aws ec2 associate-iam-instance-profile --instance-id "
                  + names.instance()
                  + " --iam-instance-profile Name="
                  + names.profile()
                  + names.regionOption()
                  + setup());
      case INSTANCE_PROFILE_DELETED ->
          one(
              "it was deleted, and made anew perhaps: under the same name it is another one",
              "aws ec2 replace-iam-instance-profile-association --iam-instance-profile Name="
                  + names.profile()
                  + names.regionOption()
                  + " --association-id $(aws ec2 describe-iam-instance-profile-associations"
                  + " --filters Name=instance-id,Values="
                  + names.instance()
                  + " --query 'IamInstanceProfileAssociations[0].AssociationId' --output text"
                  + names.regionOption()
                  + ")");
      case INSTANCE_PROFILE_WITHOUT_ROLE ->
          one(
              "an instance profile made by API or template is empty until a role is added",
              "aws iam add-role-to-instance-profile --instance-profile-name "
                  + names.profile()
                  + " --role-name "
                  + names.role()
                  + setup());
      case EC2_NOT_TRUSTED ->
          one(
              "the trust policy of "
                  + names.role()
                  + " names another service, or nobody; a change arrives here within the hour",
              "aws iam update-assume-role-policy --role-name "
                  + names.role()
                  + " --policy-document '{\"Version\":\"2012-10-17\",\"Statement\":{\"Effect\":"
                  + "\"Allow\",\"Principal\":{\"Service\":\""
                  + names.ec2Service()
                  + "\"},\"Action\":\"sts:AssumeRole\"}}' # and the statements it has already");
      case NO_SOURCE_CREDENTIALS ->
          one(
              "--source " + attempt.source() + " gives no credentials",
              "asrole doctor --source instance" + role() + " # or put the keys there");
      case NO_REGION ->
          one(
              "neither an option nor a variable, a profile or instance metadata names one",
              "export AWS_REGION=REGION");
      case REGION_UNKNOWN ->
          one(
              "AWS has no region " + names.askedRegion(),
              "asrole --region REGION" + role() + " ... # or AWS_REGION, or region in the profile");
      case STS_UNKNOWN_HOST -> reach().unknownHost(role());
      case STS_UNREACHED, STS_SILENT -> reach().unreached();
      case STS_UNTRUSTED -> reach().untrusted(failure.sentence());
      case STS_STRANGE -> reach().strange();
      case STS_OFF_IN_REGION ->
          List.of(
              new Remedy(
                  "STS is switched off in " + names.askedRegion() + " for this account",
                  "IAM console, Account settings, Security Token Service, "
                      + names.askedRegion()
                      + ": activate"),
              new Remedy(
                  "STS of another region will do", "asrole --region REGION" + role() + " ..."));
      case CLOCK ->
          one(
              "AWS takes no request signed more than 5 to 15 minutes off its own time",
              "sudo chronyc makestep && chronyc tracking");
      case SOURCE_EXPIRED, SOURCE_UNKNOWN, SOURCE_SECRET_WRONG ->
          new BadKeys(names, attempt).of(failure.trouble() == Trouble.SOURCE_EXPIRED);
      case DENIED -> new Denial(failure.sentence(), attempt).candidates();
      case DURATION_TOO_LONG ->
          List.of(
              new Remedy("the role allows less", "--duration 1h"),
              new Remedy(
                  "the role is to allow more",
                  "aws iam update-role --role-name "
                      + attempt.roleName()
                      + " --max-session-duration "
                      + attempt.parameters().durationOrDefault().toSeconds()));
      case SESSION_NAME ->
          one(
              "AWS takes 2 to 64 letters, digits and _+=,.@-",
              "--role-session-name " + sessionName());
      case PARAMETER -> one("AWS does not take what was sent", "give the option another value");
    };
  }

  private List<Remedy> unreached() {
    String endpoint = Environment.firstOf(environment, METADATA_VARIABLE).orElse("");
    if (!endpoint.isEmpty()) {
      return one(METADATA_VARIABLE + " leads to " + endpoint, "unset " + METADATA_VARIABLE);
    }
    return names.ec2()
        ? one(
            "this is the EC2 instance "
                + names.instance()
                + ": a rule on it keeps this user or container from its metadata",
            "sudo iptables -S OUTPUT | grep 169.254 # a rule with --uid-owner, say")
        : one(
            "this host is no EC2 instance, by its hardware",
            "name another source: --source environment or profile:NAME; or try asrole without"
                + " AWS: asrole-sandbox asrole ROLE -- COMMAND");
  }

  private List<Remedy> strange() {
    String endpoint = Environment.firstOf(environment, METADATA_VARIABLE).orElse("");
    return one(
        "a proxy, a captive portal or another program answers in the place of instance metadata",
        endpoint.isEmpty()
            ? "curl -s http://169.254.169.254/ must list versions; asrole itself goes by no proxy"
            : "unset " + METADATA_VARIABLE + ", which leads to " + endpoint);
  }

  private StsReach reach() {
    return new StsReach(names, environment);
  }

  private String sessionName() {
    String asked = String.valueOf(attempt.parameters().roleSessionName());
    String plain = asked.replaceAll("[^A-Za-z0-9_+=,.@-]", "-");
    String whole = plain.length() < 2 ? plain + "-session" : plain;
    return whole.substring(0, Math.min(64, whole.length()));
  }

  private String modifyOptions(String option) {
    return "aws ec2 modify-instance-metadata-options --instance-id "
        + names.instance()
        + " "
        + option
        + names.regionOption();
  }

  private String setup() {
    return " # asrole setup"
        + (role().isEmpty() ? " ROLE" : role())
        + " prints all there has to be";
  }

  private String role() {
    return attempt.given().isEmpty() ? "" : " " + attempt.given();
  }

  private static List<Remedy> one(String cause, String fix) {
    return List.of(new Remedy(cause, fix));
  }
}
