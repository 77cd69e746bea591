// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.it;

import static io.asrole.it.GrantWorld.LOG;
import static io.asrole.it.GrantWorld.assertRefused;
import static io.asrole.it.GrantWorld.assertSessionOf;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.asrole.it.AsRole.Result;
import io.asrole.it.AsRole.Running;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Limits, signals and stops, by which a caller of asrole-grant may harm only own calls. */
@Tag("guarded-host")
class GrantLimitsIT {
  private static final int TEMPORARY = 75;
  private static final String CALL = "sudo -n -u asrole /usr/bin/asrole-grant ReadLogs";

  @TempDir static Path scratch;
  static GrantWorld world;

  @BeforeAll
  static void guardAHost() throws IOException {
    world = GrantWorld.start(scratch);
  }

  @AfterAll
  static void end() {
    if (world != null) {
      world.close();
    }
  }

  @AfterEach
  void endCallsAndForgetSessions() {
    world.host.shell("pkill -KILL -u asrole || :; rm -rf /var/cache/asrole/*");
  }

  private static Result alice(String script) {
    return world.host.run("alice", "bash", "-c", script);
  }

  private static String log() {
    return world.host.shell("cat " + LOG + " 2>/dev/null || :");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ulimit -t 7; ulimit -n 64; ulimit -v 1000000; umask 0; renice 19 $$ >/dev/null; cd /tmp",
        "ulimit -i 0; ulimit -l 0; ulimit -s unlimited",
        "exec <&- 2>&-; set -m"
      })
  void givesTheSameUnderOrdinaryLimits(String limit) {
    assertSessionOf("alice", alice(limit + "; " + CALL));
    assertEquals(
        "", world.host.shell("find /var/cache/asrole /var/log/asrole -user asrole -perm /027"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"ignore", "block"})
  void givesTheSameIfTheCallerIgnoresOrBlocksSignals(String how) {
    String signals = "HUP,INT,QUIT,PIPE,CHLD,ALRM,TERM,TSTP,TTOU,USR1,USR2,XCPU,XFSZ";
    assertSessionOf("alice", alice("env --" + how + "-signal=" + signals + " " + CALL));
  }

  @Test
  void givesNothingUnderLimitsThatAreTooLowAndServesOthers() {
    for (String limit : List.of("-f 0", "-u 1", "-v 200000", "-n 5", "-d 1000", "-s 64")) {
      Result failed = alice("ulimit " + limit + "; " + CALL);
      assertFalse(failed.exitCode() == 0, limit + ": " + failed);
      assertEquals("", failed.out(), limit);
    }
    assertSessionOf("bob", world.grant("bob"));
    assertSessionOf("alice", world.grant("alice"));
  }

  @Test
  void cutsNoLineOfTheLogAtTheCallersLimit() {
    // The next block ends in the middle of the line.
    world.host.shell(
        "head -c 980 /dev/zero | tr '\\0' x >" + LOG + "; echo >>" + LOG + "; chown asrole " + LOG);
    String before = log();
    assertRefused(TEMPORARY, "ulimit -f", alice("ulimit -f 1; " + CALL));
    assertEquals(before, log());
    world.host.shell("rm " + LOG);
  }

  @ParameterizedTest
  @ValueSource(strings = {">/dev/full", ">&-", "| :"})
  void tellsThatItCannotWriteTheCredentials(String output) {
    assertEquals("", alice("set -o pipefail; " + CALL + " 2>/tmp/error " + output).out());
    assertEquals(
        "asrole-grant: cannot write the credentials\n",
        world.host.shell("cat /tmp/error; rm /tmp/error"));
  }

  /** Starts a call of alice, and stops its JVM as soon as it holds the lock of the session. */
  private static Running stopped() {
    world.host.shell("rm -f /var/cache/asrole/1001/asrole/*.session");
    Running call = world.host.start("alice", Map.of(), "setsid", "-w", "sh", "-c", CALL);
    world.host.shell(
        """
        for i in $(seq 2000); do
          for java in $(pgrep -f asrole.caller=1001); do
            [ ! -e /tmp/stopped.$java ] || continue
            case $(ls -l /proc/$java/fd 2>/dev/null) in
              *.lock*) kill -STOP $java; touch /tmp/stopped.$java; exit 0 ;;
            esac
          done
          sleep 0.005
        done
        exit 1
        """);
    return call;
  }

  /** A call that was stopped has a session, or a request that took longer than its limit. */
  private static void assertWentOn(Result call) {
    if (call.exitCode() == TEMPORARY) {
      assertRefused(TEMPORARY, "no answer from ", call);
    } else {
      assertSessionOf("alice", call);
    }
  }

  @Test
  void servesOthersAndTheCallersNextCallWhileACallIsStopped() {
    Running first = stopped();
    long start = System.nanoTime();
    assertSessionOf("bob", world.grant("bob"));
    assertSessionOf("alice", world.grant("alice", List.of(), "team/Audit"));
    Duration others = Duration.ofNanos(System.nanoTime() - start);
    assertSessionOf("alice", world.grant("alice"));
    Duration all = Duration.ofNanos(System.nanoTime() - start);
    assertTrue(all.toSeconds() < 25, all::toString);
    assertTrue(others.toSeconds() < 15, others::toString);
    assertTrue(first.process().isAlive());
    world.host.shell("pkill -CONT -u asrole; pkill -CONT sudo");
    assertWentOn(first.result());
  }

  @Test
  void servesOthersAndTheCallersNextCallWhileACgroupIsFrozen() {
    // Alice can own such a cgroup: systemd delegates one to each user.
    String group =
        world
            .host
            .shell(
                "dir=$(findmnt -t cgroup2 -n -o TARGET | head -1); [ -n \"$dir\" ] || exit 0;"
                    + " mkdir $dir/asrole-test-$$ && echo $dir/asrole-test-$$ || :")
            .strip();
    assumeTrue(group.startsWith("/"), "SKIPPED: no writable cgroup v2 here");
    try {
      Running frozen =
          world.host.start(
              "root",
              Map.of(),
              "sh",
              "-c",
              "echo 0 >"
                  + group
                  + "/cgroup.procs; exec setpriv --reuid=alice --regid=alice --init-groups "
                  + CALL);
      frozen.until(
          "a JVM",
          () -> world.host.run("root", "pgrep", "-f", "asrole.caller=1001").exitCode() == 0);
      world.host.shell("echo 1 >" + group + "/cgroup.freeze");
      assertSessionOf("bob", world.grant("bob"));
      assertSessionOf("alice", world.grant("alice"));
      assertTrue(frozen.process().isAlive());
      world.host.shell("echo 0 >" + group + "/cgroup.freeze");
      assertWentOn(frozen.result(Duration.ofSeconds(60)));
    } finally {
      world.host.shell("echo 0 >" + group + "/cgroup.freeze; rmdir " + group + " || :");
    }
  }

  @Test
  void limitsTheCallsOfOneUserThatRunAtTheSameTimeAndServesOthers() {
    Running storm =
        world.host.start(
            "alice",
            Map.of(),
            "sh",
            "-c",
            "mkdir /tmp/storm; for i in $(seq 40); do ("
                + CALL
                + " >/tmp/storm/$i 2>&1; echo $? >>/tmp/storm/status) & done; wait");
    int most = 0;
    boolean served = false;
    while (storm.process().isAlive()) {
      String running = world.host.shell("pgrep -fc '^[^ ]*/java .*asrole.caller=1001' || :");
      most = Math.max(most, Integer.parseInt(running.strip()));
      if (most > 1 && !served) {
        assertSessionOf("bob", world.grant("bob"));
        served = storm.process().isAlive();
      }
    }
    assertTrue(served, "bob waited for all calls of alice");
    assertTrue(most > 1 && most <= 4, "JVMs at the same time: " + most);
    List<String> statuses =
        world.host.shell("sort -u /tmp/storm/status; rm -r /tmp/storm").lines().toList();
    assertTrue(List.of("0", "75").containsAll(statuses), statuses::toString);
    assertTrue(statuses.contains("0"), statuses::toString);
  }

  @Test
  void givesNothingToAUserWhoStopsFourCalls() {
    world.host.shell("mkdir -p /var/cache/asrole/1001; chown asrole: /var/cache/asrole/1001");
    Running holder =
        world.host.start(
            "root",
            Map.of(),
            "sh",
            "-c",
            "cd /var/cache/asrole/1001; touch place0 place1 place2 place3; chown asrole: place*;"
                + " exec flock place0 flock place1 flock place2 flock place3 sh -c 'echo held; read"
                + " -r _'");
    holder.prints("held");
    assertRefused(TEMPORARY, "four calls of this user are running", world.grant("alice"));
    assertSessionOf("bob", world.grant("bob"));
    holder.result();
    assertSessionOf("alice", world.grant("alice"));
  }

  @Test
  void leavesNothingLockedByACallThatIsKilled() {
    Running call = stopped();
    world.host.shell("pkill -KILL -u asrole; pkill -CONT sudo");
    assertFalse(call.result().exitCode() == 0);
    assertSessionOf("alice", world.grant("alice"));
  }
}
