// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.asrole.it.AsRole.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The packaged units beside Debian's nftables.service, whose rules begin with {@code flush
 * ruleset}. There is no systemd here: the test runs the units' commands in the order in which their
 * dependencies make systemd run them. Decision 0082 has the same sequence under a real systemd.
 */
@Tag("guarded-host")
class GuardUnitsIT {
  private static final Path UNITS = Path.of("..", "dist", "src", "main", "systemd");
  private static final Path FIREWALL = Path.of("/usr/lib/systemd/system/nftables.service");
  private static final List<String> FIREWALLS =
      List.of("nftables.service firewalld.service ufw.service");

  @TempDir Path scratch;

  private final UnitFile guard = read("asrole-guard.service");
  private final UnitFile check = read("asrole-guard-check.service");

  private static UnitFile read(String unit) {
    try {
      return UnitFile.of(UNITS.resolve(unit));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void closeTheHostAgainAfterEachJobOfTheFirewall() throws IOException {
    assumeTrue(Files.exists(FIREWALL), "SKIPPED: no " + FIREWALL);
    UnitFile firewall = UnitFile.of(FIREWALL);
    assertEquals(FIREWALLS, guard.get("PartOf", scratch));
    assertEquals(FIREWALLS, guard.get("ReloadPropagatedFrom", scratch));
    assertEquals(List.of("local-fs.target " + FIREWALLS.get(0)), guard.get("After", scratch));
    assertEquals(List.of("multi-user.target " + FIREWALLS.get(0)), guard.get("WantedBy", scratch));
    assertEquals(List.of("asrole-guard.service " + FIREWALLS.get(0)), check.get("After", scratch));
    assertEquals(FIREWALLS, check.get("WantedBy", scratch));
    assertEquals(List.of("yes"), guard.get("RemainAfterExit", scratch));
    assertEquals(List.of(), guard.get("ExecStop", scratch), "the guard's stop opens nothing");
    try (GuardedWorld host = GuardedWorld.start(scratch)) {
      host.guard("%ops=ReadLogs");
      // Start: the guard is inactive, and starts after the firewall. The check finds it closed.
      run(host, 0, firewall.get("ExecStart", scratch), guard.get("ExecStart", scratch));
      run(host, 0, check.get("ExecStart", scratch));
      assertClosed(host);
      // Reload.
      run(host, 0, firewall.get("ExecReload", scratch), guard.get("ExecReload", scratch));
      assertClosed(host);
      // Stop: the guard stops first, without a command. The timer reports the open host.
      run(host, 0, firewall.get("ExecStop", scratch));
      assertEquals(0, host.curl("alice", GuardedWorld.METADATA));
      run(host, 1, check.get("ExecStart", scratch));
      assertClosed(host);
      // Start while the guard is active, as after "systemctl start asrole-guard".
      run(host, 0, firewall.get("ExecStart", scratch));
      assertEquals(0, host.curl("alice", GuardedWorld.METADATA));
      run(host, 1, check.get("ExecStart", scratch));
      assertClosed(host);
    }
  }

  @SafeVarargs
  private static void run(GuardedWorld host, int status, List<String>... commands) {
    for (List<String> of : commands) {
      assertEquals(1, of.size(), of::toString);
      Result result = host.run("root", of.get(0).split(" ", -1));
      assertEquals(status, result.exitCode(), result::toString);
    }
  }

  private static void assertClosed(GuardedWorld host) {
    assertEquals(7, host.curl("alice", GuardedWorld.METADATA));
    assertEquals(7, host.curl("alice", GuardedWorld.METADATA_V6));
    assertEquals(0, host.curl("root", GuardedWorld.METADATA));
  }

  @Test
  void haveNoFaultForSystemd() throws IOException {
    assumeTrue(Files.exists(Path.of("/usr/bin/systemd-analyze")), "SKIPPED: no systemd-analyze");
    try (GuardedWorld host = GuardedWorld.start(scratch)) {
      for (String unit :
          List.of(
              "asrole-guard.service", "asrole-guard-check.service", "asrole-guard-check.timer")) {
        String content = Files.readString(UNITS.resolve(unit));
        host.write("/etc/systemd/system/" + unit, content, "root:root", "644");
        assertEquals(
            new Result(0, "", ""),
            host.run("root", "systemd-analyze", "verify", "/etc/systemd/system/" + unit));
      }
      assertEquals(List.of("err"), check.get("SyslogLevel", scratch));
      String exposure =
          host.shell(
              "systemd-analyze security --offline=yes --threshold=50 asrole-guard.service"
                  + " asrole-guard-check.service");
      assertTrue(exposure.contains("asrole-guard.service"), exposure);
    }
  }
}
