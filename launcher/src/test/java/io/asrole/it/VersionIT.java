// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.asrole.it.AsRole.Result;
import io.asrole.it.AsRole.Way;
import io.asrole.sandbox.Sandbox;
import java.nio.file.Path;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What asrole says of itself: it needs nothing for that, and does not lose it silently. */
class VersionIT {
  private static final Result VERSION = new Result(0, "asrole " + AsRole.VERSION + "\n", "");

  @AutoClose final Sandbox aws = Sandbox.start();
  @TempDir Path home;

  @ParameterizedTest
  @EnumSource(Front.class)
  void printsTheVersion(Front front) {
    assertEquals(VERSION, front.of(AsRole.in(aws, home)).run("--version"));
    assertEquals(VERSION, front.of(AsRole.in(aws, home)).run("version"));
  }

  @Test
  void needsNoHomeNoFilesAndNoMetadata() {
    AsRole asrole =
        AsRole.in(aws, home)
            .without("HOME")
            .with("AWS_CONFIG_FILE", "/proc/self/mem")
            .with("AWS_EC2_METADATA_SERVICE_ENDPOINT", "no URL");
    assertEquals(VERSION, asrole.run("--version"));
  }

  @ParameterizedTest
  @EnumSource(Way.class)
  void failsWhereItCannotBeWritten(Way way) {
    AsRole full =
        AsRole.in(aws, home).by(way).under("/bin/sh", "-c", "exec \"$@\" >/dev/full", "sh");
    for (String option : new String[] {"--version", "--help"}) {
      assertEquals(
          new Result(125, "", "asrole: cannot write to standard output: No space left on device\n"),
          full.run(option));
    }
  }

  @Test
  void showsEachLineOfUsageUnderTheOther() {
    String help = AsRole.in(aws, home).run("--help").out();
    assertTrue(
        help.contains(
            """
            Usage: asrole [OPTIONS] ROLE [--] COMMAND [ARG...]
                   asrole SUBCOMMAND [ARG...]
            """),
        help);
  }
}
