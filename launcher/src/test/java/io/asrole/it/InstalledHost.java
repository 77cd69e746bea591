// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.it;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.asrole.sandbox.Sandbox;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * A machine with asrole in /usr/bin and /opt/asrole, as only the processes started on it see it.
 * The commands that asrole becomes say in whose role, under which name and with what they run.
 */
final class InstalledHost {
  private static final String ENTER =
      """
      set -e
      mount -t tmpfs none "$1"
      mkdir -p "$1/usr/bin" "$1/usr/local/bin" "$1/opt/asrole"
      ln -s "$2/bin/asrole" "$3/bin/java" "$1/usr/bin"
      ln -s "$2/lib" "$1/opt/asrole"
      ln -s "$3" "$1/opt/asrole/runtime"
      ln -s "$4" "$1/usr/local/bin/aws"
      ln -s "$4" "$1/usr/local/bin/job"
      for i in usr/bin usr/local/bin opt; do
        mount -t overlay -o "lowerdir=$1/$i:/$i" none "/$i"
      done
      shift 4
      exec "$@"
      """;

  private InstalledHost() {}

  /** What runs there has only this PATH, its HOME, and the sandbox's variables. */
  static AsRole in(Sandbox aws, Path home) throws IOException {
    Path host = Files.createDirectory(home.resolve("host"));
    Path job = home.resolve("says-as-whom");
    Files.writeString(job, "#!/bin/sh\necho \"$ASROLE_ROLE: ${0##*/} $*\"\n");
    Files.setPosixFilePermissions(job, PosixFilePermissions.fromString("rwxr-xr-x"));
    AsRole there =
        AsRole.in(aws, home)
            .without("JAVA_HOME")
            .without("LANG")
            .with("PATH", "/usr/bin:/bin")
            .under(
                "unshare",
                "-rm",
                "sh",
                "-c",
                ENTER,
                "sh",
                host.toString(),
                AsRole.STAGED.toString(),
                AsRole.JAVA_HOME.toString(),
                job.toString());
    assumeTrue(
        there.startOther("true").result().exitCode() == 0,
        "SKIPPED: unshare -rm may not mount overlays here");
    return there;
  }
}
