// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.asrole.it.AsRole.Result;
import io.asrole.it.AsRole.Running;
import io.asrole.it.AsRole.Way;
import io.asrole.sandbox.Sandbox;
import io.asrole.sandbox.control.Fault;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** A signal to the process that was started is one to the command; before that, it ends asrole. */
@Tag("one-jdk")
class SignalsIT {
  @AutoClose final Sandbox aws = Sandbox.start();
  @TempDir Path home;

  /** Not SIGQUIT: what the JVM of this test starts has it blocked, the command too. */
  @ParameterizedTest
  @EnumSource(Front.class)
  void deliversSignalsToTheCommand(Front front) {
    AsRole asrole = front.of(AsRole.in(aws, home));
    String script =
        "for s in HUP INT USR1 USR2 TERM; do trap \"echo got $s\" $s; done;"
            + " echo ready; for i in 1 2 3 4 5 6 7 8 9; do read line && break; done; echo $line";
    Running running = asrole.start(AsRole.ROLE, "--", "/bin/bash", "-c", script);
    running.prints("ready\n");
    for (String signal : List.of("HUP", "INT", "USR1", "USR2", "TERM")) {
      asrole.startOther("/bin/kill", "-" + signal, "" + running.process().pid()).result();
      running.prints("got " + signal + "\n");
    }
    running.type("the end\n");
    Result result = running.result();
    assertEquals("", result.err());
    assertEquals("ready\ngot HUP\ngot INT\ngot USR1\ngot USR2\ngot TERM\nthe end\n", result.out());
  }

  /** The Java that a killed script leaves behind has nobody to answer. */
  @ParameterizedTest
  @EnumSource(Front.class)
  void startsNothingWhenItIsTerminatedWhileStsDoesNotAnswer(Front front) throws Exception {
    aws.queue(Fault.hang("sts.AssumeRole").always());
    Path witness = home.resolve("started");
    Running running =
        front.of(AsRole.in(aws, home)).start(AsRole.ROLE, "--", "touch", witness.toString());
    running.until("a call", () -> aws.counters().calls("sts.AssumeRole") > 0);
    List<ProcessHandle> children = running.process().toHandle().descendants().toList();
    running.process().destroy();
    aws.clearFaults();
    assertEquals(143, running.result().exitCode());
    for (ProcessHandle child : children) {
      child.onExit().get(1, TimeUnit.MINUTES);
    }
    assertFalse(Files.exists(witness));
  }

  @ParameterizedTest
  @CsvSource({"HUP, 129", "INT, 130", "TERM, 143"})
  void endsAtOnceAndLeavesNothingWhenItIsTerminatedWhileItAsks(String signal, int status) {
    aws.queue(Fault.hang("sts.AssumeRole"));
    AsRole asrole = AsRole.in(aws, home).by(Way.JAR);
    Running running = asrole.start(AsRole.ROLE, "--", "true");
    running.until("a call", () -> aws.counters().calls("sts.AssumeRole") > 0);
    asrole.startOther("/bin/kill", "-" + signal, "" + running.process().pid()).result();
    assertEquals(new Result(status, "", ""), running.result(Duration.ofSeconds(10)));
    assertEquals(List.of(), asrole.storeFiles(".tmp"));
    // The lock is free: a start that had to wait would say so.
    Result next = asrole.run("--debug", AsRole.ROLE, "--", "echo", "started");
    assertEquals("started\n", next.out());
    assertFalse(next.err().contains("waiting for another start"), next::err);
  }
}
