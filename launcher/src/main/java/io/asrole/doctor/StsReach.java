// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.doctor;

import io.asrole.Environment;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What stands between this host and STS.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sts_vpc_endpoint_create.html">IAM:
 *     VPC endpoints of STS</a>
 */
final class StsReach {
  private final Names names;
  private final Map<String, String> environment;

  StsReach(Names names, Map<String, String> environment) {
    this.names = names;
    this.environment = environment;
  }

  List<Remedy> unknownHost(String role) {
    return endpointVariable().isEmpty()
        ? List.of(
            new Remedy(
                "there is no region " + names.askedRegion(),
                "asrole --region REGION" + role + " ..."),
            new Remedy(
                "this network has no name server, or none that knows AWS",
                "getent hosts sts." + names.askedRegion() + ".amazonaws.com; cat /etc/resolv.conf"))
        : endpoint();
  }

  List<Remedy> untrusted(String words) {
    if (!words.contains("subject alternative")) {
      return one(
          "a proxy or an endpoint here shows a certificate of its own authority",
          "export AWS_CA_BUNDLE=FILE # the certificates of that authority, as PEM");
    }
    return endpointVariable().isEmpty()
        ? one(
            "another server answers under the name of STS: its certificate has other names",
            "getent hosts sts." + names.askedRegion() + ".amazonaws.com # and look at /etc/hosts")
        : endpoint();
  }

  List<Remedy> strange() {
    List<Remedy> all = new ArrayList<>(proxy());
    if (!endpointVariable().isEmpty()) {
      all.addAll(endpoint());
    }
    return all.isEmpty()
        ? one(
            "STS is out of order, or something between answers in its place",
            "wait, and look at https://health.aws.amazon.com")
        : all;
  }

  List<Remedy> unreached() {
    List<Remedy> all = new ArrayList<>(proxy());
    if (!endpointVariable().isEmpty()) {
      all.addAll(endpoint());
      return all;
    }
    if (all.isEmpty()) {
      all.add(
          new Remedy(
              "the network leads out by a proxy, and no variable names it",
              "export HTTPS_PROXY=http://HOST:PORT NO_PROXY=169.254.169.254"));
    }
    all.add(
        new Remedy(
            "the instance is in a private subnet without NAT gateway and without an endpoint of"
                + " STS, or that endpoint's security group lacks port 443",
            "aws ec2 create-vpc-endpoint --vpc-endpoint-type Interface --vpc-id VPC"
                + " --subnet-ids SUBNET --service-name com.amazonaws."
                + names.askedRegion()
                + ".sts"
                + names.regionOption()));
    return all;
  }

  private List<Remedy> proxy() {
    return Environment.firstOf(environment, "HTTPS_PROXY", "https_proxy").isPresent()
        ? one("the proxy that HTTPS_PROXY names does not serve", "unset HTTPS_PROXY https_proxy")
        : List.of();
  }

  private String endpointVariable() {
    for (String variable : List.of("AWS_ENDPOINT_URL_STS", "AWS_ENDPOINT_URL")) {
      if (Environment.firstOf(environment, variable).isPresent()) {
        return variable;
      }
    }
    return "";
  }

  private List<Remedy> endpoint() {
    String variable = endpointVariable();
    return one(
        variable + " leads to " + environment.get(variable) + ", which does not serve",
        "unset " + variable);
  }

  private static List<Remedy> one(String cause, String fix) {
    return List.of(new Remedy(cause, fix));
  }
}
