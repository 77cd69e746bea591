// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.sandbox.world;

import java.util.Optional;
import java.util.stream.Stream;

/**
 * An AWS partition: a group of regions with common accounts and a common ARN prefix.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html">Partitions in
 *     ARNs</a>
 */
public enum Partition {
  AWS("aws", "amazonaws.com", "(us|eu|ap|sa|ca|me|af|il|mx)-\\w+-\\d+"),
  AWS_CN("aws-cn", "amazonaws.com.cn", "cn-\\w+-\\d+"),
  AWS_US_GOV("aws-us-gov", "amazonaws.com", "us-gov-\\w+-\\d+"),
  AWS_EUSC("aws-eusc", "amazonaws.eu", "eusc-(de)-\\w+-\\d+"),
  AWS_ISO("aws-iso", "c2s.ic.gov", "us-iso-\\w+-\\d+"),
  AWS_ISO_B("aws-iso-b", "sc2s.sgov.gov", "us-isob-\\w+-\\d+"),
  AWS_ISO_E("aws-iso-e", "cloud.adc-e.uk", "eu-isoe-\\w+-\\d+"),
  AWS_ISO_F("aws-iso-f", "csp.hci.ic.gov", "us-isof-\\w+-\\d+");

  private final String id;
  private final String domain;
  private final String regions;

  Partition(String id, String domain, String regions) {
    this.id = id;
    this.domain = domain;
    this.regions = regions;
  }

  public static Optional<Partition> named(String id) {
    for (Partition partition : values()) {
      if (partition.id.equals(id)) {
        return Optional.of(partition);
      }
    }
    return Optional.empty();
  }

  /** The partition of a region; empty if no partition can have a region of this name. */
  static Optional<Partition> withRegion(String region) {
    return Stream.of(values()).filter(partition -> partition.hasRegion(region)).findFirst();
  }

  public String id() {
    return id;
  }

  public String domain() {
    return domain;
  }

  public boolean hasRegion(String region) {
    return region.matches(regions);
  }

  /** EC2's service principal in this partition, allowed besides {@code ec2.amazonaws.com}. */
  public String ec2Service() {
    return this == AWS_CN ? "ec2.amazonaws.com.cn" : "ec2.amazonaws.com";
  }
}
