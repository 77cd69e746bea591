// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.it;

import io.asrole.sandbox.Sandbox;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * A machine with asrole in /usr/bin and /usr/lib/asrole, as only the processes started on it see
 * it. The commands that asrole becomes say in whose role, under which name and with what they run.
 */
final class InstalledHost {
  private InstalledHost() {}

  /** What runs there has only this PATH, its HOME, and the sandbox's variables. */
  static AsRole in(Sandbox aws, Path home) throws IOException {
    Path host = Files.createDirectory(home.resolve("host"));
    Path job = home.resolve("says-as-whom");
    Files.writeString(job, "#!/bin/sh\necho \"$ASROLE_ROLE: ${0##*/} $*\"\n");
    Files.setPosixFilePermissions(job, PosixFilePermissions.fromString("rwxr-xr-x"));
    AsRole there =
        AsRole.in(aws, home).without("JAVA_HOME").without("LANG").with("PATH", "/usr/bin:/bin");
    return Machine.in(
        there,
        "-rm",
        Machine.script("installed-host.sh"),
        host.toString(),
        AsRole.STAGED.toString(),
        AsRole.JAVA_HOME.toString(),
        job.toString());
  }
}
