// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.posix;

/**
 * The name and boot of this host. Several hosts may share one home folder.
 *
 * @see <a
 *     href="https://man7.org/linux/man-pages/man5/proc_sys_kernel.5.html">proc_sys_kernel(5)</a>
 */
public final class Host {
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
}
