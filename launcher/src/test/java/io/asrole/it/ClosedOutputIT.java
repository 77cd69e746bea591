// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.it;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.asrole.it.AsRole.Result;
import io.asrole.sandbox.Sandbox;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Subcommands that print, in a process without standard output. */
@Tag("one-jdk")
class ClosedOutputIT {
  private static final Result REFUSED =
      new Result(125, "", "asrole: cannot write to standard output: Bad file descriptor\n");

  @AutoClose final Sandbox aws = Sandbox.start();
  @TempDir Path home;

  private final String[] closing = {"/bin/sh", "-c", "exec \"$@\" >&-", "sh"};

  @ParameterizedTest
  @EnumSource(Front.class)
  void credentialsFailColdAndWarm(Front front) {
    AsRole asrole = front.of(AsRole.in(aws, home)).under(closing);
    for (String format : List.of("process", "env")) {
      assertEquals(REFUSED, asrole.run("credentials", "--format", format, AsRole.ROLE), "cold");
      assertEquals(REFUSED, asrole.run("credentials", "--format", format, AsRole.ROLE), "warm");
      asrole.run("forget", "--all");
    }
  }

  @ParameterizedTest
  @EnumSource(Front.class)
  void versionFails(Front front) {
    assertEquals(REFUSED, front.of(AsRole.in(aws, home)).under(closing).run("--version"));
  }

  @Test
  void eachSubcommandThatPrintsFails() {
    AsRole asrole = AsRole.in(aws, home);
    asrole.accessKeyId(AsRole.ROLE);
    for (String words :
        List.of(
            "whoami",
            "whoami ExampleAssumedRole",
            "status",
            "status --json",
            "status --history",
            "setup ExampleAssumedRole",
            "doctor ExampleAssumedRole",
            "attach --list",
            "--agent-jar",
            "--help",
            "help setup",
            "exec --help")) {
      assertEquals(REFUSED, asrole.under(closing).run(words.split(" ")), words);
    }
  }

  /** It prints its only line to standard error. */
  @Test
  void forgetNeedsNoStandardOutput() {
    assertEquals(
        new Result(0, "", "asrole: no cached session\n"),
        AsRole.in(aws, home).under(closing).run("forget", "--all"));
  }
}
