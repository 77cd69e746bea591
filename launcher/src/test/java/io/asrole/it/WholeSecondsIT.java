// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.it;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.asrole.it.AsRole.Result;
import io.asrole.sandbox.Sandbox;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * With a shell that compares times by whole seconds, a start asks Java up to a second early and
 * never late.
 */
@Tag("one-jdk")
class WholeSecondsIT {
  /** The shells of which {@code -nt} compares whole seconds. */
  enum Shell {
    BASH_4_2,
    BUSYBOX;

    AsRole of(AsRole asrole) {
      return this == BASH_4_2 ? Bash42.read(asrole) : Front.BUSYBOX.of(asrole);
    }
  }

  @AutoClose final Sandbox aws = Sandbox.start();
  @TempDir Path home;
  private AsRole asrole;

  @BeforeEach
  void startOnce() {
    asrole = AsRole.in(aws, home);
    assertEquals(new Result(0, "", ""), asrole.become("true"));
  }

  @ParameterizedTest
  @EnumSource
  void startsFromTheSessionUntilItsLastSecond(Shell shell) throws IOException {
    setTime(".warm", Instant.now().plusSeconds(600));
    NoJava.assertStartsWithoutJava(shell.of(asrole), AsRole.ROLE);
    setTime(".warm", endOfThisSecond());
    NoJava.assertRunsJava(shell.of(asrole), AsRole.ROLE);
    setTime(".warm", Instant.now().minusSeconds(1));
    NoJava.assertRunsJava(shell.of(asrole), AsRole.ROLE);
  }

  @ParameterizedTest
  @EnumSource
  void asksJavaForASessionThatMustBeNewerFromTheLastSecondOn(Shell shell) throws IOException {
    AsRole printing = NoJava.on(shell.of(asrole));
    setTime(".renew", Instant.now().plusSeconds(600));
    assertEquals(0, printing.run("credentials", AsRole.ROLE).exitCode());
    setTime(".renew", endOfThisSecond());
    assertEquals(125, printing.run("credentials", AsRole.ROLE).exitCode());
  }

  @ParameterizedTest
  @EnumSource
  void asksJavaIfTheClockWasSetBackBySeconds(Shell shell) throws IOException {
    setTime(".made", Instant.now().plusSeconds(60));
    NoJava.assertRunsJava(shell.of(asrole), AsRole.ROLE);
  }

  /** The model is of use only if it differs from this machine's bash. */
  @Test
  void theModelOfBash42ComparesWholeSeconds() throws IOException {
    Instant second = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    Path old = Files.writeString(home.resolve("old"), "");
    Path newer = Files.writeString(home.resolve("newer"), "");
    Path script =
        Files.writeString(
            home.resolve("compare"),
            "[ $1 -nt $2 ] && echo newer; [ ! $1 -nt $2 ] && echo not newer; true\n");
    String[] compare = {"bash", script.toString(), newer.toString(), old.toString()};
    AsRole bash42 = asrole.with("BASH_ENV", Bash42.CHANGES.toString());
    Files.setLastModifiedTime(old, FileTime.from(second));
    Files.setLastModifiedTime(newer, FileTime.from(second.plus(Duration.ofMillis(900))));
    assertEquals(new Result(0, "newer\n", ""), asrole.startOther(compare).result());
    assertEquals(new Result(0, "not newer\n", ""), bash42.startOther(compare).result());
    Files.setLastModifiedTime(newer, FileTime.from(second.plusSeconds(1)));
    assertEquals(new Result(0, "newer\n", ""), bash42.startOther(compare).result());
  }

  /** By the clock of files, which the script compares. It is some milliseconds behind Java's. */
  private Instant endOfThisSecond() throws IOException {
    Instant now = Files.getLastModifiedTime(Files.createTempFile(home, "now", "")).toInstant();
    return now.truncatedTo(ChronoUnit.SECONDS).plusMillis(999);
  }

  private void setTime(String ending, Instant time) throws IOException {
    Path file = asrole.store().resolve(AsRole.ROLE + ending);
    Files.setLastModifiedTime(file, FileTime.from(time));
  }
}
