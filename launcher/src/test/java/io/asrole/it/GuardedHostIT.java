// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.asrole.it.AsRole.Result;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who reaches instance metadata on a guarded host. */
@Tag("guarded-host")
class GuardedHostIT {
  /** curl(1): failed to connect. */
  private static final int REFUSED = 7;

  @TempDir Path scratch;

  @Test
  void closesInstanceMetadataToOrdinaryUsersAtBothAddresses() throws IOException {
    try (GuardedWorld host = GuardedWorld.start(scratch)) {
      for (String url : new String[] {GuardedWorld.METADATA, GuardedWorld.METADATA_V6}) {
        assertEquals(0, host.curl("alice", url), url);
      }
      host.guard("%ops=ReadLogs", "bob=team/Audit");
      for (String url : new String[] {GuardedWorld.METADATA, GuardedWorld.METADATA_V6}) {
        assertEquals(REFUSED, host.curl("alice", url), url);
        assertEquals(REFUSED, host.curl("bob", url), url);
        assertEquals(0, host.curl("root", url), url);
        assertEquals(0, host.curl("asrole", url), url);
      }
    }
  }

  @Test
  void letsTheUsersThroughWhomTheHostItselfNeeds() throws IOException {
    try (GuardedWorld host = GuardedWorld.start(scratch)) {
      host.shell("for u in ec2-instance-connect systemd-imds agent; do useradd --system $u; done");
      host.guard("%ops=ReadLogs", "--also", "agent");
      for (String user : List.of("ec2-instance-connect", "systemd-imds", "agent")) {
        assertEquals(0, host.curl(user, GuardedWorld.METADATA), user);
        assertEquals(0, host.curl(user, GuardedWorld.METADATA_V6), user);
      }
      assertEquals(REFUSED, host.curl("bob", GuardedWorld.METADATA));
    }
  }

  @Test
  void refusesRootOfAUserNamespaceAndContainersBehindTheHost() throws IOException {
    try (GuardedWorld host = GuardedWorld.start(scratch)) {
      // A container: a network of its own, which the host forwards.
      host.shell(
          """
          ip link add eth8 type veth peer name box8
          ip netns add box
          ip link set box8 netns box
          ip addr add 198.51.100.1/24 dev eth8
          ip -6 addr add fd00:88::1/64 dev eth8 nodad
          ip link set eth8 up
          ip netns exec box sh -ec '
            ip link set lo up
            ip link set box8 up
            ip addr add 198.51.100.2/24 dev box8
            ip -6 addr add fd00:88::2/64 dev box8 nodad
            ip route add default via 198.51.100.1
            ip -6 route add default via fd00:88::1'
          echo 1 >/proc/sys/net/ipv4/ip_forward
          echo 1 >/proc/sys/net/ipv6/conf/all/forwarding
          nft add table inet nat
          nft add chain inet nat out '{ type nat hook postrouting priority 100; }'
          nft add rule inet nat out oifname eth7 masquerade
          """);
      String[] urls = {GuardedWorld.METADATA, GuardedWorld.METADATA_V6};
      String inContainer = "ip netns exec box curl -sS -o /dev/null -m 5 ";
      String asRootOfItsOwn = "unshare -r curl -sS -o /dev/null -m 5 ";
      for (String url : urls) {
        assertEquals(0, exitCode(host, "root", inContainer + url), url);
        assertEquals(0, exitCode(host, "alice", asRootOfItsOwn + url), url);
      }
      host.guard("%ops=ReadLogs");
      for (String url : urls) {
        assertEquals(REFUSED, exitCode(host, "root", inContainer + url), url);
        assertEquals(REFUSED, exitCode(host, "alice", asRootOfItsOwn + url), url);
        assertEquals(0, host.curl("root", url), url);
      }
    }
  }

  /** Below it is a socket of the kernel, which has no user in old kernels. */
  @Test
  void refusesMptcp() throws IOException {
    try (GuardedWorld host = GuardedWorld.start(scratch).guard("%ops=ReadLogs")) {
      String connect =
          "import socket; s = socket.socket(2, 1, 262); s.connect(('169.254.169.254', 80))";
      Result result = host.run("alice", "/usr/bin/python3", "-c", connect);
      assumeTrue(result.exitCode() != 127, "SKIPPED: no python3");
      assertTrue(
          result.err().matches("(?s).*(refused|not supported|not available)\\s*"), result.err());
    }
  }

  private static int exitCode(GuardedWorld host, String user, String script) {
    return host.run(user, "sh", "-c", script).exitCode();
  }

  @Test
  void letsSudoMatchExactlyTheRules() throws IOException {
    try (GuardedWorld host = GuardedWorld.start(scratch)) {
      host.shell(
          """
          printf '%s:*:%s:%s::/tmp:/bin/sh\\n' 'AD\\carol' 1003 1003 dave@example.com 1004 1004 >>/etc/passwd
          printf '%s:x:%s:\\n' 'AD\\carol' 1003 dave@example.com 1004 'AD\\ops' 1101 >>/etc/group
          """);
      host.guard(
          "%ops=ReadLogs,team/Audit",
          "AD\\carol=210987654321:Deploy", "dave@example.com=a=b\\,c+d@e_f.g-h");
      assertMay(host, "alice", true, "ReadLogs");
      assertMay(host, "alice", true, "team/Audit");
      assertMay(host, "AD\\carol", true, "210987654321:Deploy");
      assertMay(host, "dave@example.com", true, "a=b,c+d@e_f.g-h");
      assertMay(host, "bob", false, "ReadLogs");
      assertMay(host, "alice", false, "Deploy");
      assertMay(host, "alice", false, "ReadLogs", "x");
      assertMay(host, "alice", false, "");
      assertMay(host, "alice", false, "ReadLogs ");
      assertMay(host, "alice", false, "team/x/../Audit");
      assertMay(host, "alice", false);
      assertMay(host, "AD\\carol", false, "ReadLogs");
      assertMay(host, "dave@example.com", false, "a=b");
    }
  }

  private static void assertMay(
      GuardedWorld host, String user, boolean may, String... roleAndMore) {
    List<String> words =
        new ArrayList<>(List.of("sudo", "-n", "-u", "asrole", "-l", GuardedWorld.GRANT));
    words.addAll(List.of(roleAndMore));
    assertEquals(
        may ? 0 : 1, host.run(user, words.toArray(String[]::new)).exitCode(), user + " " + words);
  }

  @Test
  void showsFirstWhatItWouldChangeAndWhoLosesInstanceMetadata() throws IOException {
    try (GuardedWorld host = GuardedWorld.start(scratch)) {
      host.start("bob", Map.of(), "sleep", "1000");
      String script = host.hostScript("%ops=ReadLogs", "nobody-here,%none-here,bob=Deploy");
      host.write("/root/script", script, "root:root", "600");
      Await.until(
          () -> host.shell("cat /proc/[0-9]*/comm 2>/dev/null || :").contains("sleep\n"),
          () -> "no sleep");
      String before = host.shell(STATE);
      String shown = host.shell("sh /root/script --dry-run");
      assertEquals(before, host.shell(STATE));
      for (String line :
          List.of(
              "would create the system user asrole",
              "instance metadata stays open for: root",
              "warning: there is no user nobody-here",
              "warning: there is no group none-here",
              "running processes that lose instance metadata:",
              "  bob (uid 1002): sleep",
              "would create /var/cache/asrole (asrole:asrole, mode 700)",
              "would write /etc/sudoers.d/asrole (root:root, mode 440):",
              "would close instance metadata. Nothing has been changed.")) {
        assertTrue(shown.lines().anyMatch(line::equals), line + " is not in:\n" + shown);
      }
      assertEquals(2, shown.lines().filter(line -> line.startsWith("warning")).count(), shown);
      assertEquals(0, host.curl("bob", GuardedWorld.METADATA));
    }
  }

  @Test
  void reportsAHostThatAnotherProgramHasOpenedAndClosesItAgain() throws IOException {
    String check = "/usr/lib/asrole/bin/asrole-guard-check";
    try (GuardedWorld host = GuardedWorld.start(scratch)) {
      assertEquals(new Result(0, "", ""), host.run("root", check), "an open host without a guard");
      host.guard("%ops=ReadLogs");
      String table = host.shell("nft -s list ruleset");
      assertEquals(new Result(0, "", ""), host.run("root", check));
      host.shell("nft flush ruleset");
      assertEquals(0, host.curl("alice", GuardedWorld.METADATA));
      assertEquals(
          new Result(
              1,
              "",
              "asrole-guard-check: instance metadata was open to all users: the nftables table"
                  + " inet asrole was missing; it has been loaded again\n"),
          host.run("root", check));
      assertEquals(REFUSED, host.curl("alice", GuardedWorld.METADATA));
      host.shell("nft add element inet asrole allowed { 1001 }");
      assertEquals(0, host.curl("alice", GuardedWorld.METADATA));
      assertEquals(
          new Result(
              1,
              "",
              "asrole-guard-check: the nftables table inet asrole differed from"
                  + " /etc/asrole/guard.nft; it has been loaded again\n"),
          host.run("root", check));
      assertEquals(REFUSED, host.curl("alice", GuardedWorld.METADATA));
      assertEquals(table, host.shell("nft -s list ruleset"));
      assertEquals(new Result(0, "", ""), host.run("root", check));
      host.shell("echo 'table inet asrole { chain x { no such rule } }' >/etc/asrole/guard.nft");
      Result broken = host.run("root", check);
      assertEquals(1, broken.exitCode());
      assertTrue(
          broken
              .err()
              .endsWith(
                  "asrole-guard-check: cannot load /etc/asrole/guard.nft; instance metadata may be"
                      + " open to all users\n"),
          broken.err());
      assertEquals(table, host.shell("nft -s list ruleset"));
    }
  }

  /** Prints every file, owner, mode and time under /etc and asrole's folders, and the rules. */
  private static final String STATE =
      "find /etc /var -printf '%p %u:%g %m %T@ %l\\n' | sort; nft list ruleset; sha256sum"
          + " /etc/asrole/* /etc/sudoers.d/* /etc/passwd /etc/group 2>/dev/null || :";

  @Test
  void changesNothingTheSecondTimeAndReplacesTheRulesWithOthers() throws IOException {
    try (GuardedWorld host = GuardedWorld.start(scratch)) {
      // The package or an administrator may have made a folder with another mode.
      host.shell("mkdir -m 755 /var/cache/asrole");
      host.guard("%ops=ReadLogs", "bob=Deploy");
      String once = host.shell(STATE);
      String said = host.shell("sh /root/guard-host.sh");
      assertEquals(once, host.shell(STATE));
      assertEquals(
          List.of(
              "unchanged: the system user asrole",
              "unchanged: /etc/asrole",
              "unchanged: /var/lib/asrole",
              "unchanged: /var/cache/asrole",
              "unchanged: /var/log/asrole",
              "unchanged: /var/log/asrole/grants.log",
              "unchanged: /etc/logrotate.d/asrole",
              "unchanged: /etc/sudoers.d/asrole",
              "unchanged: /etc/asrole/guard.nft",
              "unchanged: /etc/asrole/guard"),
          said.lines().filter(line -> line.startsWith("unchanged")).toList());
      assertEquals(
          """
          /etc/asrole root:root 755
          /etc/asrole/guard root:root 644
          /etc/asrole/guard.nft root:root 644
          /etc/logrotate.d/asrole root:root 644
          /etc/sudoers.d/asrole root:root 440
          /var/cache/asrole asrole:asrole 700
          /var/lib/asrole asrole:asrole 700
          /var/log/asrole asrole:adm 750
          /var/log/asrole/grants.log asrole:adm 640
          """,
          host.shell(
              "find /etc/asrole /etc/logrotate.d/asrole /etc/sudoers.d/* /var/*/asrole -printf '%p %u:%g %m\\n' | sort"));
      String uid = host.shell("id -u asrole").strip();
      assertTrue(host.shell("cat /etc/asrole/guard").endsWith("\nuids=0 " + uid + "\n"));
      host.guard("bob=ReadLogs");
      assertMay(host, "alice", false, "ReadLogs");
      assertMay(host, "bob", true, "ReadLogs");
      assertMay(host, "bob", false, "Deploy");
      assertEquals(REFUSED, host.curl("bob", GuardedWorld.METADATA));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "sed -i /includedir/d /etc/sudoers | /etc/sudoers does not include /etc/sudoers.d",
        "useradd -m asrole | the user asrole exists, with the home folder /home/asrole",
        "mount --bind /dev/null /usr/bin/asrole-grant | asrole-grant is missing",
        "rmdir /etc/asrole; ln -s /tmp /etc/asrole | /etc/asrole is a symbolic link"
      })
  void refusesAHostThatItCannotGuardAndLeavesItsRulesAlone(String damage, String why)
      throws IOException {
    try (GuardedWorld host = GuardedWorld.start(scratch)) {
      host.write("/root/script", host.hostScript("%ops=ReadLogs"), "root:root", "600");
      host.shell(damage);
      Result refused = host.run("root", "sh", "/root/script");
      assertEquals(1, refused.exitCode(), refused::toString);
      assertTrue(refused.err().contains("asrole setup --host: "), refused.err());
      assertTrue(refused.err().contains(why), refused.err());
      assertEquals("", host.shell("ls /etc/sudoers.d; nft list ruleset"));
    }
  }
}
