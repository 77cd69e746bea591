// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.it;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.asrole.it.AsRole.Way;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** All that must behave alike: bin/asrole as each shell reads it, and java -jar. */
enum Front {
  SH(Way.SCRIPT, ""),
  DASH(Way.SCRIPT, "/usr/bin/dash"),
  BASH(Way.SCRIPT, "/usr/bin/bash"),
  BUSYBOX(Way.SCRIPT, "/usr/bin/busybox sh"),
  MKSH(Way.SCRIPT, "/usr/bin/mksh"),
  JAR(Way.JAR, "");

  private final Way way;
  private final String shell;

  Front(Way way, String shell) {
    this.way = way;
    this.shell = shell;
  }

  /** That asrole, started so; the test is skipped where the shell is not installed. */
  AsRole of(AsRole asrole) {
    if (shell.isEmpty()) {
      return asrole.by(way);
    }
    List<String> words = List.of(shell.split(" ", -1));
    assumeTrue(
        Files.isExecutable(Path.of(words.get(0))),
        "SKIPPED: " + words.get(0) + " is not installed");
    return asrole.by(way).readBy(words);
  }
}
