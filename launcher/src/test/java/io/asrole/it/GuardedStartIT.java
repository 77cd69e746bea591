// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.asrole.it.AsRole.Result;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An ordinary user of a guarded host starts commands as the roles that sudo lets the user have. */
@Tag("guarded-host")
class GuardedStartIT {
  private static final String ARN = "arn:aws:iam::123456789012:role/ReadLogs";
  private static final String KEY = "echo \"$AWS_ACCESS_KEY_ID\"";

  @TempDir static Path scratch;
  static GuardedWorld host;

  @BeforeAll
  static void guardsAHost() throws Exception {
    host = GuardedWorld.start(scratch).guard("alice=ReadLogs,Audits,Deploy", "bob=Deploy");
  }

  @AfterAll
  static void ends() {
    if (host != null) {
      host.close();
    }
  }

  @BeforeEach
  void forgetsAllSessions() {
    host.configure();
    host.shell(
        "rm -rf /home/*/.cache /home/*/.local /home/*/.aws /var/cache/asrole/* /var/log/asrole/*");
  }

  @Test
  void startsWithASessionInTheUsersOwnName() {
    Map<String, String> sts = Map.of("AWS_ENDPOINT_URL_STS", GuardedWorld.STS);
    Result start =
        host.start("alice", sts, "asrole", "ReadLogs", "--", "sh", "-c", "echo $ASROLE_ROLE")
            .result();
    assertEquals(new Result(0, ARN + "\n", ""), start);
    String arn = host.start("alice", sts, "asrole", "whoami", "ReadLogs").result().out();
    assertTrue(arn.contains("assumed-role/ReadLogs/alice@i-0123456789abcdef0"), arn);
    // whoami took the session of the user's own store: one hand-out.
    List<String> log = host.shell("cat /var/log/asrole/grants.log").lines().toList();
    assertEquals(1, log.size(), log::toString);
    assertTrue(
        log.get(0)
            .matches(
                "time=\\S+ uid=1001 user=alice login_uid=\\S+ pid=\\d+ subcommand=grant role="
                    + ARN
                    + " role_session_name=alice@i-0123456789abcdef0 access_key_id=ASIA\\S+"
                    + " expiration=\\S+"),
        log::toString);
  }

  @Test
  void startsWarmWithoutSudo() {
    String first = host.run("alice", "asrole", "ReadLogs", "--", "sh", "-c", KEY).out();
    host.shell("mount --bind /dev/null /usr/bin/sudo");
    try {
      Result warm = host.run("alice", "asrole", "ReadLogs", "--", "sh", "-c", KEY);
      assertEquals(new Result(0, first, ""), warm);
      Result other = host.run("alice", "asrole", "Deploy", "--", "true");
      assertEquals(125, other.exitCode());
      assertTrue(other.err().contains("there is no /usr/bin/sudo"), other.err());
    } finally {
      host.shell("umount /usr/bin/sudo");
    }
  }

  @Test
  void givesEachUserASessionOfTheirOwn() {
    String alice = host.run("alice", "asrole", "Deploy", "--", "sh", "-c", KEY).out();
    String bob = host.run("bob", "asrole", "Deploy", "--", "sh", "-c", KEY).out();
    assertTrue(alice.startsWith("ASIA") && bob.startsWith("ASIA"), alice + bob);
    assertNotEquals(alice, bob);
  }

  @Test
  void renewsWithTheOptionRefresh() {
    String command = "aws --endpoint-url " + GuardedWorld.STS + " sts get-caller-identity";
    Result run = host.run("alice", "asrole", "--refresh", "ReadLogs", "--", "sh", "-c", command);
    assertTrue(run.out().contains("assumed-role/ReadLogs/alice@"), run::toString);
    assertEquals("", run.err());
  }

  @Test
  void givesAJvmTheRoleByTheAgent() {
    Result jvm =
        host.run(
            "alice",
            "asrole",
            "--agent",
            "ReadLogs",
            "--",
            "/usr/lib/asrole/runtime/bin/java",
            "-jar",
            "/usr/lib/asrole/lib/asrole-sandbox.jar",
            "--version");
    assertEquals(0, jvm.exitCode(), jvm::toString);
    assertTrue(jvm.err().contains("this JVM uses the role ReadLogs until "), jvm::toString);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Admin | sudo refuses the role Admin to alice, who has on this host: Audits Deploy ReadLogs",
        "--duration 15m ReadLogs | cannot use an option that changes the session",
        "--tag team=ops ReadLogs | cannot use an option that changes the session",
        "--policy-arn ReadOnlyAccess ReadLogs | cannot use an option that changes the session",
        "--external-id x ReadLogs | cannot use an option that changes the session",
        "arn:aws:iam::123456789012:role/ReadLogs | cannot use the ARN arn:aws:iam::123456789012:role/ReadLogs",
        "mine | cannot use the profile 'mine': this host is guarded",
        "--source instance ReadLogs | cannot read instance metadata",
      })
  void refusesWhatTheAdministratorHasNotAllowed(String call, String reason) {
    host.shell(
        "mkdir -p /home/alice/.aws; printf '[profile mine]\\nrole_arn = "
            + ARN
            + "\\n' >/home/alice/.aws/config; chown -R alice /home/alice/.aws");
    Result refused = host.run("alice", "sh", "-c", "asrole " + call + " -- echo started");
    assertEquals(new Result(125, "", refused.err()), refused);
    assertTrue(refused.err().startsWith("asrole: " + reason), refused.err());
    assertEquals(1, refused.err().lines().count(), refused.err());
  }

  @Test
  void hasNoCredentialsWithoutARole() {
    Result whoami = host.run("alice", "asrole", "whoami");
    assertEquals(125, whoami.exitCode());
    assertTrue(
        whoami.err().startsWith("asrole: this user has no AWS credentials without a role"),
        whoami.err());
  }

  @Test
  void takesTheRoleAsTheAdministratorDescribesIt() {
    host.configure(
        "[profile Audits]",
        "role_arn = arn:aws:iam::123456789012:role/team/Audit",
        "endpoint_url = " + GuardedWorld.STS,
        "region = us-east-1",
        "duration_seconds = 900");
    Result start =
        host.run("alice", "asrole", "Audits", "--", "sh", "-c", "echo $ASROLE_ROLE $AWS_REGION");
    assertEquals(new Result(0, "arn:aws:iam::123456789012:role/team/Audit us-east-1\n", ""), start);
  }

  @Test
  void asksAgainAfterTheAdministratorHasChangedARole() {
    String before = host.run("alice", "asrole", "ReadLogs", "--", "sh", "-c", KEY).out();
    host.configure(
        "[profile ReadLogs]",
        "role_arn = arn:aws:iam::123456789012:role/Deploy",
        "endpoint_url = " + GuardedWorld.STS);
    Result after =
        host.run("alice", "asrole", "ReadLogs", "--", "sh", "-c", KEY + "; echo $ASROLE_ROLE");
    assertTrue(after.out().endsWith("\narn:aws:iam::123456789012:role/Deploy\n"), after::toString);
    assertNotEquals(before, after.out().lines().findFirst().orElseThrow() + "\n");
  }

  @Test
  void usesNoSessionOfTheTimeBeforeTheHostWasGuarded() {
    String sts = "AWS_ENDPOINT_URL_STS=" + GuardedWorld.STS;
    host.shell("mv /etc/asrole/guard /etc/asrole/guard.away; nft delete table inet asrole");
    String open;
    try {
      open = host.run("alice", "env", sts, "asrole", "Admin", "--", "sh", "-c", KEY).out();
    } finally {
      host.shell("mv /etc/asrole/guard.away /etc/asrole/guard; nft -f /etc/asrole/guard.nft");
    }
    assertTrue(open.startsWith("ASIA"), open);
    Result closed = host.run("alice", "env", sts, "asrole", "Admin", "--", "sh", "-c", KEY);
    assertEquals(new Result(125, "", closed.err()), closed);
    assertTrue(closed.err().contains("sudo refuses the role Admin"), closed.err());
  }

  @Test
  void refusesTheNextColdStartAfterARuleIsGone() {
    String before = host.run("bob", "asrole", "Deploy", "--", "sh", "-c", KEY).out();
    host.shell("sed -i /bob/d /etc/sudoers.d/asrole");
    try {
      // What was issued is used to its end.
      assertEquals(before, host.run("bob", "asrole", "Deploy", "--", "sh", "-c", KEY).out());
      host.shell("rm -rf /home/bob/.cache");
      Result cold = host.run("bob", "asrole", "Deploy", "--", "sh", "-c", KEY);
      assertEquals(new Result(125, "", cold.err()), cold);
      assertTrue(cold.err().contains("bob, who has no role on this host"), cold.err());
    } finally {
      host.guard("alice=ReadLogs,Audits,Deploy", "bob=Deploy");
    }
  }

  @Test
  void getsTheSameSessionAgainInItsFirstMinute() {
    String first = host.run("alice", "asrole", "ReadLogs", "--", "sh", "-c", KEY).out();
    host.shell("rm -rf /home/alice/.cache");
    Result again = host.run("alice", "asrole", "ReadLogs", "--", "sh", "-c", KEY);
    assertEquals(new Result(0, first, ""), again);
  }

  @Test
  void getsALongerSessionIfTheJobNeedsOne() throws Exception {
    String first = host.run("alice", "asrole", "ReadLogs", "--", "sh", "-c", KEY).out();
    for (String store : List.of("/home/alice/.cache/asrole", "/var/cache/asrole/1001/asrole")) {
      try (Stream<Path> files = Files.list(host.path(store))) {
        Path session =
            files.filter(f -> f.toString().endsWith(".session")).findFirst().orElseThrow();
        new StoredSession(session).is(Duration.ofMinutes(2), Duration.ofMinutes(58));
      }
    }
    Result job =
        host.start(
                "alice",
                Map.of("ASROLE_MIN_REMAINING", "59m"),
                "asrole",
                "ReadLogs",
                "--",
                "sh",
                "-c",
                KEY)
            .result();
    assertEquals(new Result(0, job.out(), ""), job);
    assertNotEquals(first, job.out());
  }

  @Test
  void saysThatSudoCannotRunWithNoNewPrivileges() {
    Result run = host.run("alice", "setpriv", "--no-new-privs", "asrole", "ReadLogs", "--", "true");
    assertEquals(125, run.exitCode());
    assertTrue(run.err().contains("no_new_privs"), run.err());
  }

  @Test
  void warnsOfAHostThatIsStillOpen() {
    host.shell("nft delete table inet asrole");
    try {
      Result run = host.run("alice", "asrole", "ReadLogs", "--", "true");
      assertEquals(0, run.exitCode());
      assertTrue(run.err().contains("instance metadata is open to this user"), run.err());
    } finally {
      host.shell("nft -f /etc/asrole/guard.nft");
    }
  }

  @Test
  void leavesRootToInstanceMetadata() {
    Result root =
        host.run("root", "env", "AWS_ENDPOINT_URL_STS=" + GuardedWorld.STS, "asrole", "whoami");
    assertTrue(root.out().contains("assumed-role/ExampleRole/i-0123456789abcdef0"), root::toString);
  }
}
