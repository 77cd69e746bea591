// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.asrole.it.AsRole.Result;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The start of an ordinary user on a guarded host when rules and files change. */
@Tag("guarded-host")
class GuardedChangesIT {
  private static final String LOG_LINES = "cat " + GrantWorld.LOG + " | wc -l";

  @TempDir static Path scratch;
  static GrantWorld world;
  static String before;

  @BeforeAll
  static void guardAHost() throws IOException {
    GuardedWorld host = GuardedWorld.start(scratch);
    host.write(
        "/home/alice/config",
        "[default]\nendpoint_url = " + GuardedWorld.STS,
        "alice:alice",
        "600");
    before = accessKeyId(host);
    assertEquals(before, accessKeyId(host));
    world = GrantWorld.guard(host);
  }

  @AfterAll
  static void end() {
    if (world != null) {
      world.close();
    }
  }

  @BeforeEach
  void allowReadLogs() {
    world.sudoers("alice ALL=(asrole) NOPASSWD: /usr/bin/asrole-grant ReadLogs\n");
    world.host.write("/etc/sudoers.d/asrole", "", "root:root", "440");
  }

  private static Result start(GuardedWorld host) {
    return host.start(
            "alice",
            Map.of("AWS_CONFIG_FILE", "/home/alice/config", "PATH", "/tmp/bin:/usr/bin:/bin"),
            "asrole",
            "ReadLogs",
            "--",
            "printenv",
            "AWS_ACCESS_KEY_ID")
        .result();
  }

  private static String accessKeyId(GuardedWorld host) {
    Result result = start(host);
    assertEquals(new Result(0, result.out(), ""), result);
    return result.out().strip();
  }

  private static String handedOut() {
    return world.host.shell(LOG_LINES).strip();
  }

  @Test
  void usesNoSessionOfTheTimeBeforeTheHostWasGuarded() {
    assertNotEquals(before, accessKeyId(world.host));
  }

  @Test
  void runsNoOtherSudoThanTheSystems() {
    world.host.write("/tmp/sudo", "#!/bin/sh\ntouch /tmp/other-sudo\n", "alice:alice", "755");
    world.host.shell("mkdir -p /tmp/bin; cp /tmp/sudo /tmp/bin/sudo; rm -rf /home/alice/.cache");
    accessKeyId(world.host);
    assertEquals("", world.host.shell("ls /tmp/other-sudo 2>/dev/null || :"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "touch /etc/asrole/guard",
        "echo '# edited' >>/etc/asrole/config",
        "cp -p /etc/asrole/config /tmp/older; touch -d 2020-01-01 /tmp/older; mv /tmp/older"
            + " /etc/asrole/config",
        "cp -p /etc/asrole/guard /etc/asrole/older; touch -d 2020-01-01 /etc/asrole/older; mv"
            + " /etc/asrole/older /etc/asrole/guard",
        "rm /etc/asrole/config",
        "mv /etc/asrole/guard /tmp/guard; mv /tmp/guard /etc/asrole/guard"
      })
  void asksAgainAfterTheAdministratorHasChangedAFile(String change) {
    world.host.configure("# changed by no test yet");
    accessKeyId(world.host);
    String once = handedOut();
    accessKeyId(world.host);
    assertEquals(once, handedOut(), "the second start is warm");
    world.host.shell(change);
    Result result = start(world.host);
    if (result.exitCode() == 0) {
      assertNotEquals(once, handedOut());
    } else {
      // Without the config file the grant does not find this world's STS.
      assertTrue(change.startsWith("rm "), result::toString);
    }
  }

  @Test
  void refusesARoleThatSudoNoLongerGivesAndLetsTheIssuedSessionEnd() {
    world.host.configure("# another description");
    String issued = accessKeyId(world.host);
    world.sudoers("alice ALL=(asrole) NOPASSWD: /usr/bin/asrole-grant Deploy\n");
    assertEquals(issued, accessKeyId(world.host));
    world.host.shell("rm -rf /home/alice/.cache");
    Result refused = start(world.host);
    assertEquals(125, refused.exitCode(), refused::toString);
    assertEquals(
        "asrole: sudo refuses the role ReadLogs to alice, who has on this host: Deploy\n",
        refused.err());
  }

  @Test
  void asksAgainAfterAStartDuringWhichAFileWasChanged() {
    world.host.configure("# a third description");
    // The edit is between asrole-grant and the write of the file for the warm start.
    world.host.write(
        "/run/slow-grant",
        """
        #!/bin/sh
        /usr/bin/asrole-grant "$@"
        status=$?
        touch /run/asked
        until [ -e /run/edited ]; do sleep 0.01; done
        exit $status
        """,
        "root:root",
        "755");
    world.host.shell("rm -f /run/asked /run/edited; mkdir -p /run; chmod 777 /run");
    String guard = world.host.shell("cat /etc/asrole/guard");
    world.sudoers("alice ALL=(asrole) NOPASSWD: /run/slow-grant ReadLogs\n");
    world.host.write(
        "/etc/asrole/guard",
        guard.replace("/usr/bin/asrole-grant", "/run/slow-grant"),
        "root:root",
        "644");
    var slow =
        world.host.start(
            "alice",
            Map.of("AWS_CONFIG_FILE", "/home/alice/config"),
            "asrole",
            "ReadLogs",
            "--",
            "true");
    slow.until(
        "the grant has asked",
        () -> world.host.run("root", "test", "-e", "/run/asked").exitCode() == 0);
    world.host.shell("echo '# edited' >>/etc/asrole/config; touch /run/edited");
    assertEquals(0, slow.result().exitCode());
    String once = handedOut();
    accessKeyId(world.host);
    assertNotEquals(once, handedOut());
    world.host.write("/etc/asrole/guard", guard, "root:root", "644");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "mkfifo $G",
        "mkdir $G",
        "ln -s /nowhere $G",
        "echo 'grant=sudo' >$G",
        "printf 'grant=/usr/bin/\\000\\n' >$G",
        "echo 'uids=-1' >$G",
        "echo 'uids=99999999999' >$G",
        "echo 'user=alice' >$G",
        "touch $G; chmod 600 $G"
      })
  void refusesAGuardFileThatItCannotReadInOneLine(String damage) {
    String guard = world.host.shell("cat /etc/asrole/guard");
    world.host.shell("G=/etc/asrole/guard; rm $G; " + damage);
    Result refused = start(world.host);
    world.host.shell("rm -r /etc/asrole/guard");
    world.host.write("/etc/asrole/guard", guard, "root:root", "644");
    assertEquals(125, refused.exitCode(), refused::toString);
    assertTrue(refused.err().contains("/etc/asrole/guard"), refused.err());
    assertEquals(1, refused.err().lines().count(), refused.err());
    assertEquals(List.of(), refused.out().lines().toList());
  }
}
