// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.it;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The bash of Amazon Linux 2, which is 4.2. Its {@code -nt} compares whole seconds; later versions
 * compare nanoseconds. This machine's bash stands in for it, with another {@code -nt}: bash-4.2.sh.
 */
final class Bash42 {
  /** What bash reads first, if BASH_ENV names it. */
  static final Path CHANGES = Path.of("src/test/resources/it/bash-4.2.sh").toAbsolutePath();

  private static final Path BASH = Path.of("/usr/bin/bash");

  private Bash42() {}

  /** That asrole with the script read by bash 4.2; the test is skipped if there is no bash. */
  static AsRole read(AsRole asrole) {
    assumeTrue(Files.isExecutable(BASH), "SKIPPED: " + BASH + " is not installed");
    return asrole
        .by(AsRole.Way.SCRIPT)
        .readBy(List.of("/usr/bin/env", "BASH_ENV=" + CHANGES, BASH.toString()));
  }
}
