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
  private Host() {}

  /** The host's name. */
  public static String name() {
    return firstLine("/proc/sys/kernel/hostname", "localhost");
  }

  /** Differs at each boot, so that a copied disk is another host. */
  public static String boot() {
    return firstLine("/proc/sys/kernel/random/boot_id", "");
  }

  private static String firstLine(String file, String otherwise) {
    try {
      return Files.readString(Path.of(file)).strip();
    } catch (IOException e) {
      return otherwise;
    }
  }
}
