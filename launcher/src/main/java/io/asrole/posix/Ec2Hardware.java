// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.posix;

import java.nio.file.Path;

/**
 * What the hardware of a host says about EC2.
 *
 * @param isEc2 whether the host is an EC2 instance
 * @param instanceId the EC2 instance id, such as {@code i-0123}; empty on Xen and outside EC2
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/identify_ec2_instances.html">EC2:
 *     identify instances</a>
 */
public record Ec2Hardware(boolean isEc2, String instanceId) {
  /** The hardware of a host that is not an EC2 instance. */
  public static final Ec2Hardware OTHER = new Ec2Hardware(false, "");

  /** Reads the hardware of this host, without any request. */
  public static Ec2Hardware read() {
    return read(Path.of("/sys/devices/virtual/dmi/id"));
  }

  /**
   * Reads the kernel's folder of DMI values, which every user may read. On Nitro instances {@code
   * sys_vendor} is {@code Amazon EC2} and {@code board_asset_tag} is the instance id; on Xen
   * instances {@code bios_version} is such as {@code 4.11.amazon}. A missing file reads like an
   * empty one.
   */
  static Ec2Hardware read(Path folder) {
    boolean nitro = readLine(folder, "sys_vendor").equals("Amazon EC2");
    boolean xen = readLine(folder, "bios_version").endsWith(".amazon");
    String tag = readLine(folder, "board_asset_tag");
    return new Ec2Hardware(nitro || xen, tag.startsWith("i-") ? tag : "");
  }

  private static String readLine(Path folder, String file) {
    return Proc.firstLine(folder.resolve(file).toString());
  }
}
