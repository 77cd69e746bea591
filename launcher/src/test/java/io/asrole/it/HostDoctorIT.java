// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.it;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.asrole.it.AsRole.Result;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code asrole doctor --host}, by the administrator of a guarded host. */
@Tag("guarded-host")
class HostDoctorIT {
  private static final String RULES = "/etc/sudoers.d/asrole";

  @TempDir Path scratch;

  @Test
  void tellsTheAdministratorWhatIsWrongOnTheHost() throws IOException {
    try (GuardedWorld host = GuardedWorld.start(scratch)) {
      assertEquals(
          "fail  guard        this host is not guarded: there is no /etc/asrole/guard",
          notOk(checkHost(host, 125)).get(0));
      host.guard("%ops=ReadLogs,Deploy", "bob=team/Audit").configure();
      String uid = host.shell("id -u asrole").strip();
      String told = String.join("\n", checkHost(host, 0)) + "\n";
      assertEquals(DoctorPage.documented("23"), told.replaceAll("\\b" + uid + "\\b", "996"));
      assertEquals(
          new Result(
              125,
              "",
              "asrole: asrole doctor --host is for the administrator; run: sudo asrole doctor"
                  + " --host\n"),
          host.run("bob", "/usr/bin/asrole", "doctor", "--host"));

      breaks(host, "nft delete table inet asrole", "the nftables table inet asrole is not loaded");
      breaks(host, "nft delete table inet asrole", "open to ordinary users at");
      breaks(
          host,
          "rm /etc/asrole/guard.nft; nft delete table inet asrole",
          "there is no /etc/asrole/guard.nft, so another firewall must close instance metadata");
      breaks(
          host,
          "nft add element inet asrole allowed '{ 1002 }'",
          "inet asrole lets the uids 0 1002 "
              + uid
              + " through, and /etc/asrole/guard names 0 "
              + uid);
      breaks(
          host,
          "nft flush chain inet asrole forward; nft delete chain inet asrole forward",
          "the table inet asrole has no rule with hook forward");
      breaks(
          host, "chown bob /etc/asrole/guard", "/etc/asrole/guard has the owner bob and mode 0644");
      breaks(host, "chmod 775 /etc/asrole", "/etc/asrole has the owner root and mode 0775");
      breaks(host, "rm -r /var/log/asrole", "/var/log/asrole does not exist");
      breaks(
          host,
          "chown root /var/log/asrole/grants.log; chmod 644 /var/log/asrole/grants.log",
          "/var/log/asrole/grants.log has the owner root and mode 0644, not asrole and 0640");
      breaks(
          host,
          "chmod 755 /var/cache/asrole",
          "/var/cache/asrole has the owner asrole and mode 0755");
      breaks(host, "echo '[profile' >>/etc/asrole/config", "/etc/asrole/config");
      breaks(host, "echo bad >>" + RULES, "visudo refuses the rules");
      breaks(
          host, "sed -i 's/!setenv, //' " + RULES, "Defaults!/usr/bin/asrole-grant lacks !setenv");
      breaks(host, "sed -i 's/ReadLogs$/*/' " + RULES, "does not name one role");
      breaks(host, "rm " + RULES, "there is no /etc/sudoers.d/asrole");
      breaks(host, "sed -i 's/^uids=0/& 4711/' /etc/asrole/guard", "no account has the uid 4711");
      breaks(
          host, "groupadd docker && gpasswd -a bob docker >/dev/null", "in the group docker: bob");
      breaks(host, "userdel asrole", "there is no system user asrole");
    }
  }

  /** Checks that the administrator is told what one change has broken; then repairs the host. */
  private static void breaks(GuardedWorld host, String change, String says) {
    host.shell("rm -rf /root/saved; mkdir /root/saved; cp -a /etc /var/log/asrole /root/saved");
    host.shell(change);
    List<String> told =
        new ArrayList<>(lines(host.run("root", "/usr/bin/asrole", "doctor", "--host")));
    assertEquals(
        1,
        told.stream().filter(l -> l.matches("(warn|fail)  .*") && l.contains(says)).count(),
        () -> change + ": " + String.join("\n", told));
    host.shell(
        "cp -a /root/saved/etc/. /etc; rm -rf /var/log/asrole; cp -a /root/saved/asrole /var/log;"
            + " chmod 700 /var/cache/asrole; nft -f /etc/asrole/guard.nft");
  }

  private static List<String> checkHost(GuardedWorld host, int status) {
    return lines(host.run("root", "/usr/bin/asrole", "doctor", "--host"), status);
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
}
