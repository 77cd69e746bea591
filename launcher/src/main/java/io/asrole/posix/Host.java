// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.posix;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What tells this host, and this run of it, from others that may share the same home folder.
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
    return firstLine("/proc/sys/kernel/hostname", "localhost");
  }

  /** Differs at each boot, so that a copied disk is another host. */
  public static String boot() {
    return firstLine("/proc/sys/kernel/random/boot_id", "");
  }

  /** Whether the hardware says that this is an EC2 instance, without any request. */
  public static boolean isEc2() {
    return firstLine(HARDWARE + "sys_vendor", "").equals("Amazon EC2");
  }

  /** The instance's id as the hardware tells it; empty elsewhere. */
  public static String instanceId() {
    String tag = firstLine(HARDWARE + "board_asset_tag", "");
    return tag.startsWith("i-") ? tag : "";
  }

  private static String firstLine(String file, String otherwise) {
    try {
      return Files.readString(Path.of(file)).strip();
    } catch (IOException e) {
      return otherwise;
    }
  }
}
