// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.check;

import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The service systemd-imdsd, which reads instance metadata for other programs. In its mode "locked"
 * a "prohibit" route keeps all other programs from instance metadata, also those of root.
 *
 * @see <a href="https://github.com/systemd/systemd/blob/main/man/systemd-imdsd%40.service.xml">
 *     systemd-imdsd</a>
 */
public final class SystemdImds {
  private static final Path SOCKET = Path.of("/run/systemd/io.systemd.InstanceMetadata");

  private SystemdImds() {}

  /** Whether the service is on this host. */
  public static boolean isPresent() {
    return Files.exists(SOCKET);
  }

  /** The remedy for a connection that the network forbids. */
  public static Remedy remedy() {
    return new Remedy(
        "systemd-imdsd locks instance metadata ("
            + SOCKET
            + " exists): only its own connections pass, and asrole has none",
        "cat /proc/cmdline; ip route get 169.254.169.254 # boot with systemd.imds.network=unlocked,"
            + " then close instance metadata to ordinary users: asrole setup --host");
  }
}
