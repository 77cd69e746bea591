// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.it;

import static org.junit.jupiter.api.Assertions.assertFalse;

import io.asrole.sandbox.Sandbox;
import io.asrole.sandbox.control.Fault;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** On a terminal the command is the user's own foreground job, and asrole is in nobody's way. */
@Tag("one-jdk")
class TerminalIT {
  @AutoClose final Sandbox aws = Sandbox.start();
  @TempDir Path home;

  private Terminal terminal(Front front) {
    return new Terminal(front.of(AsRole.in(aws, home)));
  }

  @ParameterizedTest
  @EnumSource(Front.class)
  void startsTheCommandInTheForegroundOfTheTerminal(Front front) {
    Terminal terminal = terminal(front);
    terminal.typeAsrole(
        "test -t 0 && test -t 1 && test -t 2 && set -- $(ps -o pgid=,tpgid= -p $$)"
            + " && test $1 = $2 && test $1 = $$");
    terminal.showsStatus(0);
    terminal.exit();
  }

  @ParameterizedTest
  @EnumSource(Front.class)
  void letsCtrlCKillTheCommand(Front front) {
    Terminal terminal = terminal(front);
    terminal.typeAsrole("echo rea\"\"dy; read line; echo not killed");
    terminal.shows("ready");
    terminal.type(Terminal.CTRL_C);
    terminal.showsStatus(130);
    terminal.exit();
  }

  @ParameterizedTest
  @EnumSource(Front.class)
  void endsAtCtrlCWhileStsDoesNotAnswer(Front front) {
    aws.queue(Fault.hang("sts.AssumeRole").always());
    Terminal terminal = terminal(front);
    terminal.typeAsrole("echo started >started");
    terminal.shell().until("a call", () -> aws.counters().calls("sts.AssumeRole") > 0);
    terminal.type(Terminal.CTRL_C);
    terminal.showsStatus(130);
    terminal.showsNoOthers();
    aws.clearFaults();
    terminal.exit();
    assertFalse(Files.exists(home.resolve("started")));
  }

  @ParameterizedTest
  @EnumSource(
      value = Front.class,
      names = {"SH", "JAR"})
  void tellsWhatItWaitsForAndTakesItBack(Front front) {
    aws.queue(Fault.hang("sts.AssumeRole").times(1));
    Terminal terminal = new Terminal(front.of(AsRole.in(aws, home)));
    terminal.line("export TERM=xterm");
    terminal.typeAsrole("echo sta\"\"rted; exit 3");
    terminal.shows("asrole: waiting for STS at http://");
    terminal.shows("\r" + " ".repeat(60));
    terminal.shows("\rstarted");
    terminal.showsStatus(3);
    terminal.exit();
  }

  @ParameterizedTest
  @EnumSource(Front.class)
  void letsCtrlZStopTheCommandAndFgResumeIt(Front front) {
    Terminal terminal = terminal(front);
    terminal.typeAsrole("echo rea\"\"dy; read line; echo got-$line; exit 7");
    terminal.shows("ready");
    terminal.type(Terminal.CTRL_Z);
    terminal.shows("Stopped");
    terminal.showsStatus(148);
    terminal.line("fg");
    terminal.type("word\n");
    terminal.shows("got-word");
    terminal.showsStatus(7);
    terminal.exit();
  }
}
