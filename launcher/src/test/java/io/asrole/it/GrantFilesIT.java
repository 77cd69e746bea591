// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.it;

import static io.asrole.it.GrantWorld.LOG;
import static io.asrole.it.GrantWorld.assertRefused;
import static io.asrole.it.GrantWorld.assertSessionOf;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.asrole.it.AsRole.Result;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** asrole-grant with something else in place of each file that it reads or writes. */
@Tag("guarded-host")
class GrantFilesIT {
  private static final int TEMPORARY = 75;
  private static final int REFUSED = 125;

  @TempDir static Path scratch;
  static GrantWorld world;

  @BeforeAll
  static void guardAHost() throws IOException {
    world = GrantWorld.start(scratch);
    world.host.shell(
        "cp -a /etc/asrole /root/etc; mkdir /home/alice/dir; echo '{}' >/home/alice/dir/policy");
  }

  @AfterAll
  static void end() {
    if (world != null) {
      world.close();
    }
  }

  @BeforeEach
  void repair() {
    world.host.shell(
        """
        rm -rf /etc/asrole /var/log/asrole/* /var/cache/asrole
        cp -a /root/etc /etc/asrole
        mkdir -m 700 /var/cache/asrole
        chown asrole:asrole /var/cache/asrole
        """);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "rm $C; mkfifo $C",
        "rm $C; mkdir $C",
        "mv $C /tmp/config; ln -s /tmp/config $C",
        "ln -sf /nowhere $C",
        "chmod g+w $C",
        "chmod o+w $C",
        "chown alice $C",
        "chmod g+w /etc/asrole",
        "chown alice /etc/asrole",
        "rm $C; mknod $C c 1 3"
      })
  void readsNoConfigThatAnotherUserCouldHaveWritten(String damage) {
    world.host.shell("C=/etc/asrole/config; " + damage);
    assertRefused(REFUSED, "/etc/asrole/config must be a file of root", world.grant("alice"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "rm $P; mkfifo $P",
        "chown -R alice /home/alice; chmod 666 $P",
        "rm $P; ln -s /etc/asrole/guard $P",
        "rm $P; mkdir $P"
      })
  void readsNoPolicyBelowAFolderOfAnotherUser(String damage) {
    world.host.configure(
        "[profile ReadLogs]",
        "role_arn = arn:aws:iam::123456789012:role/ReadLogs",
        "credential_source = Ec2InstanceMetadata",
        "asrole_policy = /home/alice/dir/policy");
    world.host.shell(
        "rm -rf /home/alice/dir; mkdir /home/alice/dir; echo '{}' >/home/alice/dir/policy;"
            + " P=/home/alice/dir/policy; "
            + damage);
    assertRefused(REFUSED, "/home/alice/dir/policy must be a file of root", world.grant("alice"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "mkfifo $L; chown asrole $L",
        "mknod $L c 1 3; chmod 666 $L",
        "mkdir $L; chown asrole $L",
        "ln -s /tmp/log $L",
        "touch $L",
        "mv /var/log/asrole /var/log/x; trap 'mv /var/log/x /var/log/asrole' EXIT; C",
        "mount -t tmpfs -o size=4k none /var/log/asrole; chown asrole /var/log/asrole; yes"
            + " >/var/log/asrole/x 2>/dev/null || :; trap 'umount /var/log/asrole' EXIT; C",
        "mount --bind /var/log/asrole /var/log/asrole; mount -o remount,ro,bind /var/log/asrole;"
            + " trap 'umount /var/log/asrole' EXIT; C"
      })
  void givesNothingWhereItCannotWriteItsLog(String damage) {
    String call =
        "C() { setpriv --reuid=alice --regid=alice --init-groups sudo -n -u asrole"
            + " /usr/bin/asrole-grant ReadLogs; }; L=/var/log/asrole/grants.log; ";
    Result result =
        damage.endsWith("; C")
            ? world.host.run("root", "sh", "-c", call + damage)
            : world.host.run("root", "sh", "-c", call + damage + "; C");
    assertRefused(TEMPORARY, "cannot write " + LOG + ", so no credentials leave: ", result);
  }

  @Test
  void givesNothingWhereItCannotUseTheFolderOfTheCallersSessions() {
    for (String damage :
        List.of(
            "mkfifo $D",
            "touch $D",
            "mkdir -m 777 /home/alice/x; ln -s /home/alice/x $D",
            "mkdir $D; chown alice $D",
            "ln -s /nowhere $D",
            "rmdir /var/cache/asrole",
            "chown root /var/cache/asrole",
            "mkdir $D; chown asrole $D; for i in 0 1 2 3; do mkfifo $D/place$i; done")) {
      repair();
      world.host.shell("D=/var/cache/asrole/1001; " + damage);
      assertRefused(REFUSED, "/var/cache/asrole", world.grant("alice"));
      assertEquals("", world.host.shell("find /home/alice -user asrole"));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"mkfifo \"$1\"", "mkdir \"$1\"", "ln -s /home/alice/x \"$1\""})
  void usesNoFileOfTheStoreThatItHasNotWritten(String damage) {
    assertSessionOf("alice", world.grant("alice"));
    world.host.shell(
        "for f in /var/cache/asrole/1001/asrole/*; do rm \"$f\"; set -- \"$f\"; "
            + damage
            + "; chown -h asrole \"$f\"; done");
    assertSessionOf("alice", world.grant("alice"));
    assertEquals("", world.host.shell("find /home/alice -user asrole"));
  }

  @Test
  void startsALineOfItsOwnAfterACutLine() {
    world.host.write(LOG, "time=2026-01-01T00:00:00Z uid=1002 user=bob ro", "asrole:adm", "640");
    assertSessionOf("alice", world.grant("alice"));
    List<String> log = world.log();
    assertEquals(2, log.size(), log::toString);
    assertTrue(log.get(1).startsWith("time="), log::toString);
    assertTrue(log.get(1).contains(" uid=1001 user=alice "), log::toString);
  }

  @Test
  void goesToInstanceMetadataEvenIfTheGuardFileForgetsItsUser() {
    // A rule for everybody could make it call itself through sudo without end.
    world.sudoers("ALL ALL=(asrole) NOPASSWD: /usr/bin/asrole-grant ReadLogs\n");
    world.host.write("/etc/asrole/guard", "uids=0\n", "root:root", "644");
    assertSessionOf("alice", world.grant("alice"));
    world.host.shell("rm /etc/sudoers.d/other");
  }

  /** In this test the old slow.sh is replaced by the new one when it is read. */
  @Test
  void waitsWhileAnUpgradeReplacesItsFiles() {
    world.host.shell(
        """
        cp /usr/lib/asrole/lib/slow.sh /tmp/new
        echo '{ cp /tmp/new /usr/lib/asrole/lib/slow.sh; _asrole_slow_version=0.0.1; return; }' >/tmp/slow
        chown asrole /tmp/slow
        mount --bind /tmp/slow /usr/lib/asrole/lib/slow.sh
        """);
    Result result = world.grant("alice");
    world.host.shell("umount /usr/lib/asrole/lib/slow.sh; cmp /tmp/slow /tmp/new");
    assertSessionOf("alice", result);
  }
}
