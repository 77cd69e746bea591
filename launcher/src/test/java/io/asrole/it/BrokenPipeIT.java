// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.asrole.it.AsRole.Result;
import io.asrole.it.AsRole.Way;
import io.asrole.sandbox.Sandbox;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Output whose reader has ended, as head(1) does, ends asrole as SIGPIPE ends other programs. */
class BrokenPipeIT {
  /** Bash waits for the reader to end before it becomes asrole. */
  private static final String WITHOUT_READER = "exec 7> >(:); wait $!; exec \"$@\" >&7 7>&-";

  @AutoClose final Sandbox aws = Sandbox.start();
  @TempDir Path home;

  @Test
  void endsInSilenceAndWithTheStatusOfSigpipe() {
    assumeTrue(Files.isExecutable(Path.of("/bin/bash")), "SKIPPED: no bash here");
    AsRole asrole =
        AsRole.in(aws, home).by(Way.JAR).under("/bin/bash", "-c", WITHOUT_READER, "bash");
    for (String words :
        List.of(
            "credentials ExampleAssumedRole",
            "status",
            "status --history",
            "whoami",
            "setup ExampleAssumedRole",
            "doctor ExampleAssumedRole",
            "--version",
            "help")) {
      assertEquals(new Result(141, "", ""), asrole.run(words.split(" ")), words);
    }
  }
}
