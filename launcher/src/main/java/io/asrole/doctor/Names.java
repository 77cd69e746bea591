// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.doctor;

/**
 * What this host is called at AWS; empty where nothing tells.
 *
 * @param ec2 whether the hardware says that it is an EC2 instance
 */
public record Names(
    boolean ec2,
    String instanceId,
    String account,
    String partition,
    String region,
    String instanceRole,
    String instanceProfile) {

  /** Nothing but what the hardware tells. */
  public static Names ofHardware(boolean ec2, String instanceId) {
    return new Names(ec2, instanceId, "", "", "", "", "");
  }

  /** With the region that STS is asked in. */
  public Names in(String region) {
    return new Names(ec2, instanceId, account, partition, region, instanceRole, instanceProfile);
  }

  /** The region, held against the instance's partition. */
  public Finding regionFound() {
    String own = Partitions.of(region);
    return partition.isEmpty() || partition.equals(own)
        ? Finding.ok("region", region)
        : Finding.warn(
            "region",
            region + " is in the partition " + own + ", the instance in " + partition,
            new Remedy("its keys are unknown there", "unset AWS_REGION AWS_DEFAULT_REGION"));
  }

  /** The instance as far as it is known. */
  public Finding instanceFound() {
    StringBuilder says = new StringBuilder(or(instanceId, "of unknown id"));
    says.append(account.isEmpty() ? "" : ", account " + account);
    says.append(region.isEmpty() ? "" : ", " + region);
    says.append(partition.isEmpty() ? "" : ", partition " + partition);
    return Finding.ok("instance", says.toString());
  }

  String instance() {
    return or(instanceId, "INSTANCE_ID");
  }

  String role() {
    return or(instanceRole, "INSTANCE_ROLE");
  }

  /** The console and most templates give it the name of its role. */
  String profile() {
    return or(instanceProfile, or(instanceRole, "INSTANCE_PROFILE"));
  }

  String askedRegion() {
    return or(region, "REGION");
  }

  String regionOption() {
    return region.isEmpty() ? "" : " --region " + region;
  }

  /** EC2 as trust policies name it. */
  String ec2Service() {
    return partition.equals("aws-cn") ? "ec2.amazonaws.com.cn" : "ec2.amazonaws.com";
  }

  private static String or(String name, String placeholder) {
    return name.isEmpty() ? placeholder : name;
  }
}
