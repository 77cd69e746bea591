// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.it;

import static io.asrole.it.DoctorPage.documented;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.asrole.it.AsRole.Result;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code asrole doctor} on a guarded host, by its ordinary users. */
@Tag("guarded-host")
class GuardedDoctorIT {
  @TempDir Path scratch;

  @Test
  void tellsAnOrdinaryUserWhatKeepsARoleFromThem() throws IOException {
    try (GuardedWorld host = GuardedWorld.start(scratch)) {
      host.guard("alice=ReadLogs").configure();
      assertEquals(documented("22"), all(doctor(host, 0, "ReadLogs")));
      assertEquals(documented("22a"), notOk(doctor(host, 125, "Deploy")));
      Result unprivileged =
          host.run("alice", "setpriv", "--no-new-privs", "/usr/bin/asrole", "doctor", "ReadLogs");
      assertEquals(documented("22b"), notOk(lines(unprivileged, 125)));

      host.shell("sed -i '1i Defaults requiretty' /etc/sudoers");
      List<String> terminal = doctor(host, 125, "ReadLogs");
      assertEquals(documented("22c"), all(terminal.subList(terminal.size() - 3, terminal.size())));
      host.shell("echo 'Defaults:alice !requiretty' >>/etc/sudoers.d/asrole"); // the fix
      assertEquals("", notOk(doctor(host, 0, "ReadLogs")));
      host.shell("sed -i 1d /etc/sudoers");

      host.shell("mount --bind /dev/null /usr/bin/sudo");
      assertEquals(documented("22d"), notOk(doctor(host, 125, "ReadLogs")));
      host.shell("umount /usr/bin/sudo");

      host.shell("chmod 666 /etc/asrole/config");
      assertEquals(documented("22e"), notOk(doctor(host, 125, "ReadLogs")));
      host.shell("chmod 644 /etc/asrole/config");

      host.shell("nft delete table inet asrole");
      assertEquals(documented("22g"), notOk(doctor(host, 0, "ReadLogs")));
    }
  }

  @Test
  void showsTheMessageOfTheGrantAndHowTheAdministratorFindsItsCause() throws IOException {
    try (GuardedWorld host = GuardedWorld.start(scratch)) {
      host.guard("alice=ReadLogs")
          .configure(
              "[profile ReadLogs]",
              "role_arn = arn:aws:iam::123456789012:role/Nope",
              "endpoint_url = " + GuardedWorld.STS);
      assertEquals(documented("22f"), notOk(doctor(host, 125, "ReadLogs")));
      Result asGrant =
          host.run(
              "root",
              "sudo",
              "-Hu",
              "asrole",
              "env",
              "AWS_CONFIG_FILE=/etc/asrole/config",
              "asrole",
              "doctor",
              "ReadLogs");
      String told = notOk(lines(asGrant, 125));
      assertTrue(
          told.startsWith(
              "fail  session      cannot assume arn:aws:iam::123456789012:role/Nope: AccessDenied:"),
          told);
      assertTrue(told.contains("the role does not exist: check name, case and path of"), told);
    }
  }

  /** As systemd-imdsd does in its mode "locked". */
  @Test
  void namesAProhibitRouteAndSystemdImdsd() throws IOException {
    try (GuardedWorld host = GuardedWorld.start(scratch)) {
      host.shell("ip route del 169.254.169.254; ip route add prohibit 169.254.169.254");
      String other =
          documented("7e")
              .replaceFirst("why: .*", "why: a route or a packet filter of this host forbids it")
              .replaceFirst(
                  "fix: .*",
                  "fix: ip route get 169.254.169.254; sudo nft list ruleset # look for prohibit and"
                      + " reject");
      assertEquals(other, notOk(doctor(host, 125, "ReadLogs")));
      host.shell("mkdir -p /run/systemd; touch /run/systemd/io.systemd.InstanceMetadata");
      assertEquals(documented("7e"), notOk(doctor(host, 125, "ReadLogs")));
    }
  }

  private static List<String> doctor(GuardedWorld host, int status, String role) {
    return lines(host.run("alice", "/usr/bin/asrole", "doctor", role), status);
  }

  /** The lines but those about the installation and the environment. */
  private static List<String> lines(Result result, int status) {
    assertEquals(new Result(status, result.out(), ""), result);
    return result.out().lines().filter(l -> !l.matches("ok    (asrole|store|envir).*")).toList();
  }

  private static String notOk(List<String> lines) {
    return all(lines.stream().filter(line -> !line.startsWith("ok ")).toList());
  }

  private static String all(List<String> lines) {
    return lines.stream().map(line -> line + "\n").collect(Collectors.joining());
  }
}
