// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.asrole.it.AsRole.Result;
import io.asrole.it.AsRole.Running;
import io.asrole.it.AsRole.Way;
import io.asrole.sandbox.Sandbox;
import io.asrole.sandbox.control.Fault;
import io.asrole.sandbox.json.JsonPlace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code status} shows and {@code forget} removes. */
@Tag("one-jdk")
class StatusAndForgetIT {
  private static final String ROLE = "ExampleAssumedRole";
  private static final String ARN = "arn:aws:iam::123456789012:role/ExampleAssumedRole";

  @AutoClose final Sandbox aws = Sandbox.start();
  @TempDir Path home;
  private AsRole asrole;

  @BeforeEach
  void prepare() {
    asrole = AsRole.in(aws, home);
  }

  @Test
  void anEmptyStoreIsNotMadeByLooking() {
    String none = "asrole: no role sessions in " + asrole.store() + "\n";
    assertEquals(new Result(0, "", none), asrole.run("status"));
    assertEquals(new Result(0, "[]\n", ""), asrole.run("status", "--json"));
    assertEquals(new Result(0, "", "asrole: no cached session\n"), asrole.run("forget", "--all"));
    assertFalse(Files.exists(asrole.store()));
  }

  @Test
  void statusShowsEachSessionAndNoSecret() {
    asrole.accessKeyId(ROLE);
    StoredSession session = StoredSession.onlyOneOf(asrole);
    session.is(Duration.ofMinutes(42), Duration.ofMinutes(18).plusSeconds(55));
    String line = "%s  us-east-1  %s  %s  ";
    String known = line.formatted(ARN, session.get("access-key-id"), session.get("expiration"));
    assertEquals(new Result(0, known + "18 min left, renewable\n", ""), asrole.run("status"));
    session.is(Duration.ofHours(2), Duration.ofHours(-1));
    known = line.formatted(ARN, session.get("access-key-id"), session.get("expiration"));
    assertEquals(new Result(0, known + "expired\n", ""), asrole.run("status"));
    JsonPlace object = JsonPlace.parse(asrole.run("status", "--json").out()).items().get(0);
    assertEquals(ARN, object.required("role").text());
    assertEquals(ROLE, object.required("given").text());
    assertEquals(session.get("access-key-id"), object.required("accessKeyId").text());
    assertEquals(session.get("expiration"), object.required("expiration").text());
    assertEquals("expired", object.required("life").text());
  }

  @ParameterizedTest
  @EnumSource(Way.class)
  void statusFitsATerminalOfEightyColumns(Way way) {
    asrole.accessKeyId(ROLE);
    StoredSession session = StoredSession.onlyOneOf(asrole);
    session.is(Duration.ofMinutes(42), Duration.ofMinutes(18).plusSeconds(55));
    assertEquals(
        List.of(
            "ROLE                             REGION     ACCESS KEY ID         LEFT",
            "123456789012:ExampleAssumedRole  us-east-1  "
                + session.get("access-key-id")
                + "  18 min"),
        Screen.of(asrole.by(way), 80, "status"));
    assertEquals(
        "123456789012...eAssumedRole  us-east-1  " + session.get("access-key-id") + "  18 min",
        Screen.of(asrole.by(way), 68, "status").get(1));
  }

  @Test
  void historyIsATableOnATerminal() {
    asrole.accessKeyId(ROLE);
    String line = asrole.run("status", "--history").out();
    String time = line.substring("time=".length(), "time=2026-11-25T11:05".length());
    String key = StoredSession.onlyOneOf(asrole).get("access-key-id");
    assertEquals(
        List.of(
            "TIME (UTC)        ROLE                         ACCESS KEY ID         COMMAND",
            time.replace('T', ' ') + "  123456789012...eAssumedRole  " + key + "  printenv"),
        Screen.of(asrole, 77, "status", "--history"));
  }

  @ParameterizedTest
  @ValueSource(strings = {ROLE, ARN, "123456789012:ExampleAssumedRole", "--all"})
  void forgetMakesTheNextStartAskAgain(String what) {
    String first = asrole.accessKeyId(ROLE);
    assertEquals(forgot("1 session"), asrole.run("forget", what));
    assertNotEquals(first, asrole.accessKeyId(ROLE));
    assertEquals(2, aws.counters().calls("sts.AssumeRole"));
  }

  @ParameterizedTest
  @EnumSource(Way.class)
  void forgetByArnCoversEveryNameTheRoleWasGiven(Way way) throws IOException {
    Path config = home.resolve("config");
    Files.writeString(config, "[profile deploy]\nrole_arn = " + ARN + "\nregion = us-east-1\n");
    AsRole named =
        asrole.by(way).with("AWS_CONFIG_FILE", config.toString()).with("AWS_REGION", "us-east-1");
    String[] roles = {"deploy", ARN, ROLE};
    String[] before = new String[roles.length];
    for (int i = 0; i < roles.length; i++) {
      before[i] = named.run(roles[i], "--", "printenv", "AWS_ACCESS_KEY_ID").out();
    }
    assertEquals(0, named.run("forget", ARN).exitCode());
    for (int i = 0; i < roles.length; i++) {
      String after = named.run(roles[i], "--", "printenv", "AWS_ACCESS_KEY_ID").out();
      assertNotEquals(before[i], after, roles[i]);
    }
  }

  @Test
  void forgetLeavesOtherRolesAlone() {
    String first = asrole.accessKeyId(ROLE);
    String none = "asrole: no cached session for AnotherRole; see asrole status\n";
    assertEquals(new Result(0, "", none), asrole.run("forget", "AnotherRole"));
    assertEquals(first, asrole.accessKeyId(ROLE));
  }

  /** A script that forgets {@code "$ROLE"} with ROLE unset must not take the answer for success. */
  @ParameterizedTest
  @ValueSource(strings = {"forget", "doctor", "whoami", "credentials", "setup"})
  void anEmptyRoleIsNoRole(String subcommand) {
    for (String role : List.of("", " ")) {
      Result result = asrole.run(subcommand, role);
      assertEquals(125, result.exitCode(), result::toString);
      assertEquals("", result.out());
      assertTrue(result.err().matches("asrole: (the|malformed) role .*\n"), result.err());
    }
    assertEquals(125, asrole.run("status", "").exitCode());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"status", "status --json", "status --history", "forget --all", "forget X"})
  void aStoreThatCannotBeReadIsNotAnEmptyStore(String words) {
    assertEquals(
        new Result(
            125, "", "asrole: cannot read the session store /dev/full/asrole: Not a directory\n"),
        asrole.with("XDG_CACHE_HOME", "/dev/full").run(words.split(" ")));
  }

  @Test
  void theDoctorFindsAStoreThatCannotBeMade() {
    String out = asrole.with("XDG_CACHE_HOME", "/dev/full").run("doctor").out();
    assertTrue(out.contains("/dev/full is not a folder"), out);
  }

  @Test
  void forgetAllRemovesGarbageAndLockFiles() throws IOException {
    asrole.accessKeyId(ROLE);
    StoredSession session = StoredSession.onlyOneOf(asrole);
    session.write(new byte[0]);
    assertEquals(forgot("1 session"), asrole.run("forget", "--all"));
    assertFalse(Files.exists(session.file()));
    assertEquals(List.of(), asrole.storeFiles(".lock"));
    assertEquals(List.of(), asrole.storeFiles(".herd"));
  }

  @Test
  void forgetAllLeavesALockThatIsHeld() throws Exception {
    asrole.accessKeyId(ROLE);
    Path lock = asrole.storeFiles(".lock").get(0);
    aws.queue(Fault.hang("sts.AssumeRole").times(1));
    Running start = asrole.start("--region", "us-east-1", ROLE, "--", "true");
    start.until("a call", () -> aws.counters().calls("sts.AssumeRole") == 2);
    assertEquals(forgot("1 session"), asrole.run("forget", "--all"));
    assertFalse(Files.exists(lock));
    assertEquals(1, asrole.storeFiles(".lock").size());
    assertEquals(0, start.result().exitCode());
  }

  @ParameterizedTest
  @EnumSource(Front.class)
  void aRoleThatNeverWasLeavesNoLockFile(Front front) {
    AsRole tried = front.of(asrole);
    for (int i = 0; i < 2; i++) { // the second start finds the remembered denial
      assertEquals(125, tried.run("Nope", "--", "true").exitCode());
      assertEquals(List.of(), tried.storeFiles(".lock"));
      assertEquals(List.of(), tried.storeFiles(".herd"));
    }
    assertEquals(1, aws.counters().calls("sts.AssumeRole"));
  }

  private static Result forgot(String count) {
    return new Result(0, "", "asrole: forgot " + count + "\n");
  }
}
