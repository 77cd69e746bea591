// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.it;

import static io.asrole.it.GrantWorld.assertRefused;
import static io.asrole.it.GrantWorld.assertRefusedBySudo;
import static io.asrole.it.GrantWorld.assertSessionOf;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.asrole.it.AsRole.Result;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a user of a guarded host cannot get from sudo and asrole-grant by any words. */
@Tag("guarded-host")
class GrantAttacksIT {
  @TempDir static Path scratch;
  static GrantWorld world;

  @BeforeAll
  static void guardAHost() throws IOException {
    world = GrantWorld.start(scratch);
    // carol has a careless rule, so that asrole-grant itself must refuse her arguments.
    world.host.shell("useradd -m -u 1003 -s /bin/sh carol");
    world.sudoers("carol ALL=(asrole) NOPASSWD: NOSETENV: /usr/bin/asrole-grant\n");
  }

  @AfterAll
  static void end() {
    if (world != null) {
      world.close();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "-E",
        "-C 10",
        "-s",
        "-i",
        "-g adm",
        "-g alice",
        "-D /tmp",
        "-R /",
        "-T 5",
        "-h localhost",
        "-u root",
        "-u bob",
        "-u #-1",
        "-u #4294967295",
        "SUDO_UID=1002",
        "SUDO_UID=0",
        "SUDO_USER=root",
        "LD_PRELOAD=/tmp/x.so",
        "PATH=/tmp",
        "BASH_ENV=/tmp/x",
        "env SUDO_UID=0",
        "env",
        "sh",
        "-- env",
        "-e"
      })
  void letsSudoRefuseWhatTheRuleDoesNotSay(String options) {
    assertRefusedBySudo(world.grant("alice", List.of(options.split(" ")), "ReadLogs"));
  }

  static Stream<List<String>> otherArguments() {
    return Stream.of(
        List.of(),
        List.of(""),
        List.of("Admin"),
        List.of("ReadLogs", ""),
        List.of("", "ReadLogs"),
        List.of("ReadLogs", "Admin"),
        List.of("ReadLogs "),
        List.of("ReadLogs Admin"),
        List.of("ReadLogs\n"),
        List.of("readlogs"),
        List.of("/ReadLogs"),
        List.of("123456789012:ReadLogs"),
        List.of("arn:aws:iam::123456789012:role/ReadLogs"),
        List.of("team/x/../Audit"),
        List.of("*"),
        List.of("--", "ReadLogs"),
        List.of("--external-id=x", "ReadLogs"));
  }

  @ParameterizedTest
  @MethodSource("otherArguments")
  void letsSudoRefuseOtherArgumentsThanTheRules(List<String> arguments) {
    assertRefusedBySudo(world.grant("alice", List.of(), arguments.toArray(String[]::new)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"-P", "-H", "-S", "-A", "--", "-g asrole"})
  void givesNoMoreForAnOptionThatSudoAllows(String options) {
    assertSessionOf("alice", world.grant("alice", List.of(options.split(" ")), "ReadLogs"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "a b",
        "a\"b",
        "a'b",
        "a\\b",
        "*",
        "?",
        "[a]",
        "a\nb",
        "a\u001b[31mb",
        "\u00e4",
        "-x",
        "--help",
        "--version",
        "--",
        "/",
        "a/",
        "arn:",
        "arn:aws:iam::123456789012:role/ReadLogs",
        "12345:x",
        ":x",
        "$(id)",
        "a;b"
      })
  void refusesWhatIsNoNameOfARoleInOneLineWithoutAsking(String role) {
    String before = world.host.counters();
    Result refused = world.grant("carol", List.of(), role);
    assertRefused(125, "", refused);
    assertTrue(refused.err().strip().chars().noneMatch(Character::isISOControl), refused.err());
    assertEquals(before, world.host.counters());
  }

  @ParameterizedTest
  @ValueSource(strings = {"a=b", "a,b", "..", "../Admin", "ReadLogs/../Admin", "@/etc/passwd"})
  void asksForNoOtherRoleThanTheNamedOne(String role) {
    assertRefused(
        125,
        "cannot assume arn:aws:iam::123456789012:role/" + role + ": AccessDenied",
        world.grant("carol", List.of(), role));
  }

  @Test
  void refusesALongNameAndAnotherNumberOfArguments() {
    assertRefused(125, "ValidationError", world.grant("carol", List.of(), "x".repeat(3000)));
    assertRefused(125, "profile 'default' has no", world.grant("carol", List.of(), "default"));
    for (String[] arguments :
        new String[][] {{}, {"ReadLogs", ""}, {"ReadLogs", "x"}, {"--", "ReadLogs"}}) {
      assertRefused(125, "expected one argument", world.grant("carol", List.of(), arguments));
    }
  }

  @Test
  void givesNothingToAUserWhoRunsItWithoutSudo() {
    String grant = GuardedWorld.GRANT;
    assertRefused(125, "runs under sudo only", world.host.run("alice", grant, "ReadLogs"));
    for (String user : List.of("alice", "root")) {
      assertRefused(
          125,
          "runs as the user asrole",
          world.host.run(user, "env", "SUDO_UID=1001", grant, "ReadLogs"));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "-1",
        "4294967295",
        "4294967294",
        "4294968297",
        "10010000000000000000000",
        "007",
        "01001",
        "0x3e9",
        "+1001",
        " 1001",
        "1001 ",
        "1001:x",
        "1001\n",
        "alice",
        "99999"
      })
  void refusesWhatIsNoUserIdOfAnAccount(String uid) {
    assertRefused(
        125,
        "",
        world.host.run("asrole", "env", "SUDO_UID=" + uid, GuardedWorld.GRANT, "ReadLogs"));
  }

  @Test
  void namesEverySessionAndEveryLogLineAfterItsCallerAlone() {
    String longest = "l".repeat(70);
    List<String> names =
        List.of(
            "4242",
            "1001",
            "a@b",
            longest,
            longest + "i",
            "e uid=0 role=x",
            "q\"\\n\\033[31m",
            "m\\303\\274ller",
            "$(id)`id`",
            "*",
            "uid1001",
            "asrole2");
    StringBuilder accounts = new StringBuilder();
    StringBuilder rules = new StringBuilder("carol ALL=(asrole) NOPASSWD: /usr/bin/asrole-grant\n");
    for (int i = 0; i < names.size(); i++) {
      String name = names.get(i).replace("%", "%%").replace("'", "'\\''");
      accounts.append("printf '%b:*:%s:100::/tmp:/bin/sh\\n' '" + name + "' " + (3000 + i));
      accounts.append(" >>/etc/passwd\n");
      rules.append("#" + (3000 + i) + " ALL=(asrole) NOPASSWD: /usr/bin/asrole-grant ReadLogs\n");
    }
    world.host.shell(accounts.toString());
    world.sudoers(rules.toString());
    Set<String> sessions = new HashSet<>();
    for (int i = 0; i < names.size(); i++) {
      int before = lines();
      Result granted = grantTo(3000 + i);
      Matcher arn =
          Pattern.compile("\"AssumedRoleArn\":\"[^\"]*/([^\"]*)\"").matcher(granted.out());
      assertTrue(arn.find(), names.get(i) + ": " + granted);
      assertTrue(sessions.add(arn.group(1)), names.get(i));
      assertTrue(arn.group(1).matches("[A-Za-z0-9_+=,.@-]{2,64}"), arn.group(1));
      List<String> log = world.log();
      assertEquals(before + 1, log.size(), names.get(i));
      String line = log.get(before);
      assertTrue(line.matches("time=[0-9TZ:-]+ uid=" + (3000 + i) + " user=.*"), line);
      assertTrue(line.contains(" login_uid="), line);
      assertTrue(line.chars().allMatch(c -> c >= ' ' && c <= '~'), line);
    }
  }

  private static int lines() {
    return Integer.parseInt(
        world.host.shell("cat " + GrantWorld.LOG + " 2>/dev/null | wc -l").strip());
  }

  private static Result grantTo(int uid) {
    return world.host.run(
        "root",
        "setpriv",
        "--reuid=" + uid,
        "--regid=100",
        "--clear-groups",
        "env",
        "-i",
        "sudo",
        "-n",
        "-u",
        "asrole",
        GuardedWorld.GRANT,
        "ReadLogs");
  }

  @Test
  void refusesNamesThatJavaCannotTellApart() {
    world.host.shell(
        "printf '\\377:*:3100:100::/tmp:/bin/sh\\n\\376:*:3101:100::/tmp:/bin/sh\\n' >>/etc/passwd");
    for (String uid : List.of("3100", "3101")) {
      assertRefused(
          125,
          "the name of the user id " + uid + " is not UTF-8",
          world.host.run("asrole", "env", "SUDO_UID=" + uid, GuardedWorld.GRANT, "ReadLogs"));
    }
  }

  @Test
  void hidesTheSessionsAndTheLogFromUsers() {
    assertSessionOf("alice", world.grant("alice"));
    String stores = world.host.shell("find /var/cache/asrole -name '*.session'");
    assertTrue(stores.contains("/var/cache/asrole/1001/asrole/"), stores);
    List<String> files = new ArrayList<>(stores.lines().toList());
    files.add("/var/cache/asrole/1001/asrole");
    files.add(GrantWorld.LOG);
    for (String user : List.of("alice", "bob")) {
      for (String file : files) {
        assertFalse(
            world.host.run(user, "sh", "-c", "cat '" + file + "' || ls '" + file + "'").exitCode()
                == 0,
            user + " reads " + file);
      }
    }
  }
}
