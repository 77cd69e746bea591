// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.doctor;

import io.asrole.check.Remedy;
import io.asrole.text.EnvironmentVariables;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The remedies for failures between this host and STS: names, endpoints, proxies.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sts_vpc_endpoint_create.html">IAM:
 *     VPC endpoints of STS</a>
 */
final class StsReach {
  private final HostFacts names;
  private final StartAttempt attempt;
  private final Map<String, String> environment;

  StsReach(HostFacts names, StartAttempt attempt, Map<String, String> environment) {
    this.names = names;
    this.attempt = attempt;
    this.environment = environment;
  }

  List<Remedy> unknownHost(String role) {
    return endpointVariable().isEmpty()
        ? List.of(
            new Remedy(
                "AWS has no region " + names.askedRegion(), "asrole doctor --region REGION" + role),
            new Remedy(
                "this network has no name server, or its name server does not know AWS's hosts",
                "getent hosts " + host() + "; cat /etc/resolv.conf"))
        : endpoint("whose host name is unknown here");
  }

  List<Remedy> wrongCertificateName() {
    return endpointVariable().isEmpty()
        ? Remedy.only(
            "another server answers under the name of STS: its certificate has other names",
            "getent hosts " + host() + "; grep " + host() + " /etc/hosts")
        : endpoint("whose certificate has other names");
  }

  /** The remedies for an answer that does not come from STS. */
  List<Remedy> strange() {
    List<Remedy> all = new ArrayList<>(proxy("answers in place of STS"));
    if (!endpointVariable().isEmpty()) {
      all.addAll(endpoint("which is not STS"));
    }
    return all.isEmpty()
        ? Remedy.only(
            "something on the way to STS answers in its place, or STS is out of order",
            "curl -sv https://" + host() + "/ # see also https://health.aws.amazon.com")
        : all;
  }

  /** The remedies for HTTP 5xx. An endpoint that answered an earlier request is right. */
  List<Remedy> serverError() {
    List<Remedy> all = new ArrayList<>();
    if (attempt.caller().isEmpty()) {
      all.addAll(proxy("answers in place of STS"));
      all.addAll(endpoint("which does not serve STS now"));
    }
    all.add(
        new Remedy(
            attempt.caller().isEmpty()
                ? "STS has an internal error"
                : "STS has an internal error; it answered the request before this one, so the"
                    + " endpoint is right",
            "wait a minute, then run asrole doctor again # see https://health.aws.amazon.com"));
    return all;
  }

  List<Remedy> unreached() {
    List<Remedy> all = new ArrayList<>(proxy("does not answer"));
    if (!endpointVariable().isEmpty()) {
      all.addAll(endpoint("which does not answer"));
      return all;
    }
    if (all.isEmpty()) {
      all.add(
          new Remedy(
              "this network needs a proxy, and no variable names it",
              "export HTTPS_PROXY=http://HOST:PORT NO_PROXY=169.254.169.254"));
    }
    all.add(
        new Remedy(
            "the instance is in a private subnet without a NAT gateway and without a VPC endpoint"
                + " for STS, or the endpoint's security group does not allow port 443",
            "aws ec2 create-vpc-endpoint --vpc-endpoint-type Interface --vpc-id VPC"
                + " --subnet-ids SUBNET --service-name com.amazonaws."
                + names.askedRegion()
                + ".sts"
                + names.regionOption()));
    return all;
  }

  List<Remedy> proxyAuthentication() {
    return Remedy.only(
        "the proxy" + proxyName() + " requires a user name and a password, or rejects those given",
        "export HTTPS_PROXY=http://USER:PASSWORD@"
            + (proxyAddress().isEmpty() ? "HOST:PORT" : proxyAddress()));
  }

  List<Remedy> proxyRefused() {
    return List.of(
        new Remedy(
            "the proxy" + proxyName() + " answers, but does not allow connections to STS",
            "allow " + host() + ":443 in the proxy"),
        new Remedy(
            "STS can be reached without the proxy, through a VPC endpoint",
            "export NO_PROXY=" + host() + ",169.254.169.254"));
  }

  /** The remedies for a request that was changed after it was signed. */
  List<Remedy> rewritten() {
    List<Remedy> all =
        new ArrayList<>(
            endpoint("and what answers there may change the Host header or the path of requests"));
    all.addAll(proxy("may change requests"));
    return all.isEmpty()
        ? Remedy.only(
            "something between this host and STS changes requests after they are signed (a gateway"
                + " that rewrites the Host header, a proxy)",
            "getent hosts " + host() + "; curl -sv https://" + host() + "/")
        : all;
  }

  private List<Remedy> proxy(String what) {
    return proxyVariable().isEmpty()
        ? List.of()
        : Remedy.only("the proxy" + proxyName() + " " + what, "unset HTTPS_PROXY https_proxy");
  }

  private String proxyVariable() {
    return EnvironmentVariables.firstOf(environment, "HTTPS_PROXY", "https_proxy").orElse("");
  }

  private String proxyName() {
    return proxyAddress().isEmpty() ? "" : " " + proxyAddress() + " of HTTPS_PROXY";
  }

  /** HOST:PORT of the proxy, without scheme, user and password. */
  private String proxyAddress() {
    return proxyVariable()
        .replaceFirst("^[A-Za-z]+://", "")
        .replaceFirst("^.*@", "")
        .replaceFirst("/.*$", "");
  }

  private String host() {
    return "sts." + names.askedRegion() + ".amazonaws.com";
  }

  private String endpointVariable() {
    for (String variable : List.of("AWS_ENDPOINT_URL_STS", "AWS_ENDPOINT_URL")) {
      if (EnvironmentVariables.firstOf(environment, variable).isPresent()) {
        return variable;
      }
    }
    return "";
  }

  private List<Remedy> endpoint(String which) {
    String variable = endpointVariable();
    return variable.isEmpty()
        ? List.of()
        : Remedy.only(
            variable + " is set to " + environment.get(variable) + ", " + which,
            "unset " + variable);
  }
}
