// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.doctor;

import io.asrole.role.Partitions;

/**
 * The names of this host at AWS; a text is empty where it is not known.
 *
 * @param ec2 whether the hardware says that this is an EC2 instance
 * @param region the region that the instance runs in
 * @param stsRegion the region whose STS is called
 */
public record HostFacts(
    boolean ec2,
    String instanceId,
    String account,
    String partition,
    String region,
    String stsRegion,
    String instanceRole,
    String instanceProfile) {

  /** What the hardware tells, and nothing else. */
  public static HostFacts createFromHardware(boolean ec2, String instanceId) {
    return new HostFacts(ec2, instanceId, "", "", "", "", "", "");
  }

  /** With the region whose STS is called. */
  public HostFacts withStsRegion(String stsRegion) {
    return new HostFacts(
        ec2, instanceId, account, partition, region, stsRegion, instanceRole, instanceProfile);
  }

  /** The region of STS compared with the instance's partition. */
  public Finding regionFinding() {
    String own = Partitions.find(stsRegion);
    return partition.isEmpty() || partition.equals(own)
        ? Finding.ok("region", stsRegion)
        : Finding.warn(
            "region",
            stsRegion + " is in the partition " + own + ", the instance in " + partition,
            new Remedy(
                "STS of " + own + " does not know keys of " + partition,
                "unset AWS_REGION AWS_DEFAULT_REGION"));
  }

  /** Whether STS is called in another region than the instance's; false where one is not known. */
  boolean isOtherRegion() {
    return !region.isEmpty() && !stsRegion.isEmpty() && !region.equals(stsRegion);
  }

  /** What is known of the instance. */
  public Finding instanceFinding() {
    StringBuilder says = new StringBuilder(orPlaceholder(instanceId, "of unknown id"));
    says.append(account.isEmpty() ? "" : ", account " + account);
    says.append(region.isEmpty() ? "" : ", " + region);
    says.append(partition.isEmpty() ? "" : ", partition " + partition);
    return Finding.ok("instance", says.toString());
  }

  String instance() {
    return orPlaceholder(instanceId, "INSTANCE_ID");
  }

  String role() {
    return orPlaceholder(instanceRole, "INSTANCE_ROLE");
  }

  /** The console and most templates give it the name of its role. */
  String profile() {
    return orPlaceholder(instanceProfile, orPlaceholder(instanceRole, "INSTANCE_PROFILE"));
  }

  String askedRegion() {
    return orPlaceholder(orPlaceholder(stsRegion, region), "REGION");
  }

  String regionOption() {
    return region.isEmpty() ? "" : " --region " + region;
  }

  /** The name of EC2 in trust policies. */
  String ec2Service() {
    return partition.equals("aws-cn") ? "ec2.amazonaws.com.cn" : "ec2.amazonaws.com";
  }

  /** The text, or the placeholder for a text that is not known. */
  static String orPlaceholder(String name, String placeholder) {
    return name.isEmpty() ? placeholder : name;
  }
}
