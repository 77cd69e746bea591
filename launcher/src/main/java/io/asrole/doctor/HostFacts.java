// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.doctor;

import io.asrole.check.Finding;
import io.asrole.check.Remedy;
import io.asrole.posix.Ec2Hardware;
import io.asrole.role.Partitions;

/**
 * What is known of this host at AWS; an unknown value is the empty string.
 *
 * @param ec2 whether this is an EC2 instance by its hardware
 * @param region the region that the instance runs in
 * @param stsRegion the region in which STS is called
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

  /** Creates facts that are known from the hardware alone. */
  public static HostFacts createFromHardware(Ec2Hardware hardware) {
    return new HostFacts(hardware.isEc2(), hardware.instanceId(), "", "", "", "", "", "");
  }

  /** Returns a copy with the region in which STS is called. */
  public HostFacts withStsRegion(String stsRegion) {
    return new HostFacts(
        ec2, instanceId, account, partition, region, stsRegion, instanceRole, instanceProfile);
  }

  /** Compares the partition of the STS region with the partition of the instance. */
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

  /** Whether STS is called outside the instance's region; false if a region is unknown. */
  boolean isOtherRegion() {
    return !region.isEmpty() && !stsRegion.isEmpty() && !region.equals(stsRegion);
  }

  /** The instance id, account, region and partition, as far as known. */
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

  /** The instance profile, else its usual name: the name of the role. */
  String profile() {
    return orPlaceholder(instanceProfile, orPlaceholder(instanceRole, "INSTANCE_PROFILE"));
  }

  String askedRegion() {
    return orPlaceholder(orPlaceholder(stsRegion, region), "REGION");
  }

  String regionOption() {
    return region.isEmpty() ? "" : " --region " + region;
  }

  /** The service principal of EC2 in trust policies. */
  String ec2Service() {
    return partition.equals("aws-cn") ? "ec2.amazonaws.com.cn" : "ec2.amazonaws.com";
  }

  /** Returns the name, or the placeholder if the name is empty. */
  static String orPlaceholder(String name, String placeholder) {
    return name.isEmpty() ? placeholder : name;
  }
}
