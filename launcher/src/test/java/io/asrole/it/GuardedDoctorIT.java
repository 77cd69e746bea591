// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.it;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.asrole.it.AsRole.Result;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code asrole doctor} on a guarded host, by its ordinary users. */
class GuardedDoctorIT {
  private static final String RULES = "/etc/sudoers.d/asrole";

  @TempDir Path scratch;

  @Test
  void tellsAnOrdinaryUserWhatKeepsARoleFromThem() throws IOException {
    try (GuardedWorld host = GuardedWorld.start(scratch)) {
      host.guard("alice=ReadLogs").configure();
      String session =
          "arn:aws:sts::123456789012:assumed-role/ReadLogs/alice@i-0123456789abcdef0 for 60 min";
      assertEquals(
          List.of(
              "ok    environment  no conflicting variables",
              "ok    request      ReadLogs from grant",
              "ok    guard        /etc/asrole/guard guards this host: sudo decides who has which"
                  + " role, by /usr/bin/asrole-grant",
              "ok    metadata     closed to alice (Connection refused)",
              "ok    sudo         lets alice have ReadLogs",
              "ok    role         arn:aws:iam::123456789012:role/ReadLogs",
              "ok    session      " + session),
          doctor(host, "alice", 0, "ReadLogs"));
      assertEquals(
          List.of(
              "fail  sudo         sudo refuses the role Deploy to alice, who has on this host:"
                  + " ReadLogs",
              "      why: no rule of sudo names both alice, or a group of it, and this role",
              "      fix: sudo visudo -f /etc/sudoers.d/asrole # add: alice ALL=(asrole) NOPASSWD:"
                  + " NOSETENV: NOLOG_OUTPUT: NOLOG_INPUT: /usr/bin/asrole-grant Deploy"),
          notOk(doctor(host, "alice", 125, "Deploy")));
      assertEquals(
          "fail  sudo         this process has no_new_privs (NoNewPrivileges= of its systemd unit, or"
              + " a container), so sudo cannot run (user alice; this host is guarded:"
              + " /etc/asrole/guard)",
          notOk(
                  lines(
                      host.run(
                          "alice",
                          "setpriv",
                          "--no-new-privs",
                          "/usr/bin/asrole",
                          "doctor",
                          "ReadLogs"),
                      125))
              .get(0));

      host.shell("sed -i '1i Defaults requiretty' /etc/sudoers");
      assertEquals(
          List.of(
              "fail  grant        cannot run /usr/bin/asrole-grant: sudo: sorry, you must have a tty"
                  + " to run sudo (user alice; this host is guarded: /etc/asrole/guard)",
              "      why: the rules of sudo have Defaults requiretty, and asrole runs sudo without a"
                  + " terminal",
              "      fix: sudo visudo -f /etc/sudoers.d/asrole # add: Defaults:alice !requiretty"),
          lastOf(doctor(host, "alice", 125, "ReadLogs"), 3));
      // The fix of the doctor.
      host.shell("echo 'Defaults:alice !requiretty' >>" + RULES);
      assertEquals(List.of(), notOk(doctor(host, "alice", 0, "ReadLogs")));
      host.shell("sed -i 1d /etc/sudoers");

      host.shell("chmod 666 /etc/asrole/config");
      assertEquals(
          List.of(
              "warn  guard        /etc/asrole/config has the owner root and mode 0666, not root and"
                  + " 0644",
              "      why: another user could change who has which role, or asrole cannot read the"
                  + " file",
              "      fix: sudo chown root: /etc/asrole/config && sudo chmod 0644 /etc/asrole/config"),
          notOk(doctor(host, "alice", 125, "ReadLogs")).subList(0, 3));
      host.shell("chmod 644 /etc/asrole/config");

      host.configure(
          "[profile ReadLogs]",
          "role_arn = arn:aws:iam::123456789012:role/Nope",
          "endpoint_url = " + GuardedWorld.STS);
      List<String> denied = notOk(doctor(host, "alice", 125, "ReadLogs"));
      assertEquals(
          "fail  grant        asrole-grant: cannot assume arn:aws:iam::123456789012:role/Nope: AccessDenied",
          code(denied));
      assertEquals(
          "      fix: sudo -Hu asrole env AWS_CONFIG_FILE=/etc/asrole/config asrole doctor ReadLogs #"
              + " the administrator; and sudo asrole doctor --host",
          denied.get(2));
      assertEquals(
          "fail  session      cannot assume arn:aws:iam::123456789012:role/Nope: AccessDenied",
          code(
              notOk(
                  lines(
                      host.run(
                          "root",
                          "sudo",
                          "-Hu",
                          "asrole",
                          "env",
                          "AWS_CONFIG_FILE=/etc/asrole/config",
                          "asrole",
                          "doctor",
                          "ReadLogs"),
                      125))));
      host.configure();

      host.shell("nft delete table inet asrole");
      assertEquals(
          List.of(
              "warn  metadata     open to alice at 169.254.169.254 and fd00:ec2::254",
              "      why: every process of this user can have the role of the instance, without sudo",
              "      fix: sudo asrole doctor --host # the administrator closes it: asrole setup"
                  + " --host"),
          notOk(doctor(host, "alice", 0, "ReadLogs")));
    }
  }

  /** As systemd-imdsd does in its mode "locked". */
  @Test
  void namesAProhibitRouteAndSystemdImdsd() throws IOException {
    try (GuardedWorld host = GuardedWorld.start(scratch)) {
      host.shell("ip route del 169.254.169.254; ip route add prohibit 169.254.169.254");
      String failure =
          "fail  metadata     cannot read instance metadata: PUT /latest/api/token: Permission denied:"
              + " a route or a packet filter of this host forbids the connection; give another"
              + " --source";
      assertEquals(
          List.of(
              failure,
              "      why: a route or a packet filter of this host forbids it",
              "      fix: ip route get 169.254.169.254; sudo nft list ruleset # look for prohibit and"
                  + " reject"),
          notOk(doctor(host, "alice", 125, "ReadLogs")));
      host.shell("mkdir -p /run/systemd; touch /run/systemd/io.systemd.InstanceMetadata");
      assertEquals(
          List.of(
              failure,
              "      why: systemd-imdsd locks instance metadata"
                  + " (/run/systemd/io.systemd.InstanceMetadata exists): only its own connections"
                  + " pass, and asrole has none",
              "      fix: cat /proc/cmdline; ip route get 169.254.169.254 # boot with"
                  + " systemd.imds.network=unlocked, then close instance metadata to ordinary users:"
                  + " asrole setup --host"),
          notOk(doctor(host, "alice", 125, "ReadLogs")));
    }
  }

  private static List<String> doctor(GuardedWorld host, String user, int status, String role) {
    return lines(host.run(user, "/usr/bin/asrole", "doctor", role), status);
  }

  private static List<String> lines(Result result, int status) {
    assertEquals(new Result(status, result.out(), ""), result);
    return lines(result);
  }

  /** The lines but those about the installation. */
  private static List<String> lines(Result result) {
    return result.out().lines().filter(l -> !l.matches("ok    (asrole|store) .*")).toList();
  }

  private static List<String> notOk(List<String> lines) {
    return lines.stream().filter(line -> !line.startsWith("ok ")).toList();
  }

  private static List<String> lastOf(List<String> lines, int count) {
    return lines.subList(lines.size() - count, lines.size());
  }

  /** The first line up to AWS's code. */
  private static String code(List<String> lines) {
    return lines.get(0).replaceFirst("(AccessDenied).*", "$1");
  }
}
