// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.posix;

/**
 * The name, boot and EC2 instance id of this host. Several hosts may share one home folder.
 *
 * @see <a
 *     href="https://man7.org/linux/man-pages/man5/proc_sys_kernel.5.html">proc_sys_kernel(5)</a>
 */
public final class Host {
  /**
   * @see <a
   *     href="https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/identify_ec2_instances.html">EC2:
   *     identify instances</a>
   */
  private static final String HARDWARE = "/sys/devices/virtual/dmi/id/";

  private Host() {}

  /** The host's name. */
  public static String name() {
    String name = Proc.firstLine("/proc/sys/kernel/hostname");
    return name.isEmpty() ? "localhost" : name;
  }

  /** The id of this boot, a new one at each boot: a host with a copied disk has another id. */
  public static String boot() {
    return Proc.firstLine("/proc/sys/kernel/random/boot_id");
  }

  /** Whether the hardware says that this is an EC2 instance, without any request. */
  public static boolean isEc2() {
    return Proc.firstLine(HARDWARE + "sys_vendor").equals("Amazon EC2");
  }

  /** The EC2 instance id that the hardware reports, such as {@code i-0123}; empty elsewhere. */
  public static String instanceId() {
    String tag = Proc.firstLine(HARDWARE + "board_asset_tag");
    return tag.startsWith("i-") ? tag : "";
  }
}
