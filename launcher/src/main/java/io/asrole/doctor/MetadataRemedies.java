// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.doctor;

import io.asrole.FailureCause;
import io.asrole.check.Remedy;
import io.asrole.check.SystemdImds;
import io.asrole.text.EnvironmentVariables;
import java.util.List;
import java.util.Map;

/**
 * The remedies for instance metadata and the instance profile.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/configuring-instance-metadata-options.html">EC2:
 *     instance metadata options</a>
 */
final class MetadataRemedies {
  private static final String VARIABLE = "AWS_EC2_METADATA_SERVICE_ENDPOINT";

  private final HostFacts names;
  private final StartAttempt attempt;
  private final String endpoint;

  MetadataRemedies(HostFacts names, StartAttempt attempt, Map<String, String> environment) {
    this.names = names;
    this.attempt = attempt;
    this.endpoint = EnvironmentVariables.firstOf(environment, VARIABLE).orElse("");
  }

  /** The remedies for a failure cause, the likeliest first; empty for any other cause. */
  List<Remedy> find(FailureCause trouble) {
    return switch (trouble) {
      case METADATA_DISABLED ->
          Remedy.only(
              "a variable of this environment disables instance metadata; no request was sent",
              "unset AWS_EC2_METADATA_DISABLED");
      case METADATA_UNREACHED -> unreached();
      case METADATA_NO_ROUTE -> noRoute();
      case METADATA_PROHIBITED -> prohibited();
      case METADATA_SILENT ->
          Remedy.only(
              "a firewall drops the packets, or the host is overloaded",
              "sudo iptables -S OUTPUT | grep 169.254 # or wait longer:"
                  + " AWS_METADATA_SERVICE_TIMEOUT=5");
      case METADATA_OFF ->
          List.of(
              new Remedy(
                  "instance metadata is turned off for this instance",
                  modifyOptions("--http-endpoint enabled")),
              new Remedy(
                  "instance metadata is on, and something on this host forbids it to this user or"
                      + " container",
                  "aws ec2 describe-instances --instance-ids "
                      + names.instance()
                      + " --query 'Reservations[].Instances[].MetadataOptions'"
                      + names.regionOption()));
      case HOP_LIMIT ->
          Remedy.only(
              "this process is in a container, one network hop from the instance, and the hop limit"
                  + " of instance metadata does not let the token's answer pass",
              modifyOptions("--http-put-response-hop-limit 2"));
      case TOKEN_FORBIDDEN ->
          Remedy.only(
              "a proxy in between adds X-Forwarded-For, or passes only GET requests",
              "let this process reach 169.254.169.254 directly, PUT /latest/api/token too");
      case METADATA_STRANGE ->
          Remedy.only(
              "a proxy, a captive portal or another program answers in place of instance metadata",
              endpoint.isEmpty()
                  ? "curl -s http://169.254.169.254/ # must list versions; asrole itself uses no proxy"
                      + " for it"
                  : "unset " + VARIABLE + " # it is set to " + endpoint);
      case NO_INSTANCE_PROFILE ->
          Remedy.only(
              "this instance was launched without an instance profile",
              "aws ec2 associate-iam-instance-profile --instance-id "
                  + names.instance()
                  + " --iam-instance-profile Name="
                  + names.profile()
                  + names.regionOption()
                  + setup());
      case EMPTY_ROLE_LIST ->
          List.of(
              new Remedy(
                  "a metadata proxy for containers (kube2iam, kiam) answers in place of instance"
                      + " metadata, and has no role for this container",
                  "annotate the pod with its role, or run asrole on the host"),
              new Remedy(
                  "the instance profile was removed while the instance was running",
                  "aws ec2 describe-iam-instance-profile-associations --filters"
                      + " Name=instance-id,Values="
                      + names.instance()
                      + names.regionOption()));
      case INSTANCE_PROFILE_DELETED ->
          Remedy.only(
              "the instance profile was deleted; one that was created again under the same name must"
                  + " be associated again",
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
          Remedy.only(
              "an instance profile that was created by API or template is empty until a role is added",
              "aws iam add-role-to-instance-profile --instance-profile-name "
                  + names.profile()
                  + " --role-name "
                  + names.role()
                  + setup());
      case EC2_NOT_TRUSTED ->
          Remedy.only(
              "the trust policy of "
                  + names.role()
                  + " does not name EC2; a change arrives here within the hour",
              "aws iam update-assume-role-policy --role-name "
                  + names.role()
                  + " --policy-document '{\"Version\":\"2012-10-17\",\"Statement\":{\"Effect\":"
                  + "\"Allow\",\"Principal\":{\"Service\":\""
                  + names.ec2Service()
                  + "\"},\"Action\":\"sts:AssumeRole\"}}' # and the statements that it has already");
      default -> List.of();
    };
  }

  private List<Remedy> unreached() {
    if (!endpoint.isEmpty()) {
      return Remedy.only(
          VARIABLE + " is set to " + endpoint + ", which does not answer", "unset " + VARIABLE);
    }
    return names.ec2()
        ? Remedy.only(
            "this is the EC2 instance "
                + names.instance()
                + "; a firewall rule on it keeps this user or container from instance metadata",
            "sudo iptables -S OUTPUT | grep 169.254 # for example a rule with --uid-owner")
        : Remedy.only(
            "this host is not an EC2 instance, by its hardware",
            "name another source: --source environment or profile:NAME; or try asrole without"
                + " AWS: asrole-sandbox asrole ROLE -- COMMAND");
  }

  /** EACCES is the answer of a "prohibit" route, EPERM that of a packet filter. */
  private static List<Remedy> prohibited() {
    Remedy other =
        new Remedy(
            "a route or a packet filter of this host forbids it",
            "ip route get 169.254.169.254; sudo nft list ruleset # look for prohibit and reject");
    return SystemdImds.isPresent() ? List.of(SystemdImds.remedy()) : List.of(other);
  }

  private List<Remedy> noRoute() {
    if (!endpoint.isEmpty()) {
      return Remedy.only(
          VARIABLE + " is set to " + endpoint + ", and there is no network route to it",
          "unset " + VARIABLE);
    }
    return List.of(
        new Remedy(
            "this process has no network: docker run --network none, PrivateNetwork=yes in a systemd"
                + " unit, unshare --net",
            "ip route get 169.254.169.254 # start the process with a network"),
        new Remedy(
            "the instance is in an IPv6-only subnet",
            "export AWS_EC2_METADATA_SERVICE_ENDPOINT_MODE=IPv6"));
  }

  private String modifyOptions(String option) {
    return "aws ec2 modify-instance-metadata-options --instance-id "
        + names.instance()
        + " "
        + option
        + names.regionOption();
  }

  private String setup() {
    return " # asrole setup " + attempt.givenOrPlaceholder() + " prints all that is needed";
  }
}
