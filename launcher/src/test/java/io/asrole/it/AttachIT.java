// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.asrole.it.AsRole.Result;
import io.asrole.sandbox.Sandbox;
import io.asrole.sandbox.control.Fault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** {@code asrole attach} and {@code detach}, and services that asrole starts with its agent. */
class AttachIT {
  private static final String BASE =
      "arn:aws:sts::123456789012:assumed-role/ExampleRole/i-0123456789abcdef0";
  private static final String SESSIONS =
      "arn:aws:sts::123456789012:assumed-role/ExampleAssumedRole/";
  private static final String FLAG =
      "-javaagent:" + AsRole.STAGED.resolve("lib/asrole-agent.jar") + "=" + AsRole.ROLE;

  @AutoClose final Sandbox aws = Sandbox.start();
  @TempDir Path home;

  private AsRole asrole() {
    return AsRole.in(aws, home);
  }

  @Test
  void givesARunningJvmTheRoleAndListsIt() {
    try (Service service = Service.start(asrole(), AsRole.JAVA_HOME)) {
      assertEquals(BASE, service.identity());
      Result attached = asrole().run("attach", service.pid(), AsRole.ROLE);
      assertEquals("", attached.err());
      assertTrue(
          attached
              .out()
              .matches(
                  "\\Q"
                      + name(service)
                      + "\\Eactive ExampleAssumedRole until 20\\S+Z, \\d classes hooked\n"),
          attached.out());
      assertTrue(service.identity().startsWith(SESSIONS), service.identity());
      assertTrue(
          asrole()
              .run("attach", "--list")
              .out()
              .contains("SayWhoIAm  active ExampleAssumedRole until "));
    }
  }

  @Test
  void changesTheRoleOfAJvmAndLeavesItWhereTheNextIsRefused() {
    try (Service service = Service.startBy(asrole(), "--agent", AsRole.ROLE, "--")) {
      String again = "--role-session-name=it,wait=1s";
      assertEquals(0, asrole().run("attach", again, service.pid(), AsRole.ROLE).exitCode());
      assertEquals(SESSIONS + "it,wait=1s", service.identity());

      Result refused = asrole().run("attach", service.pid(), "Nope");
      assertEquals(125, refused.exitCode());
      assertTrue(
          refused.err().startsWith("asrole: cannot assume arn:aws:iam::123456789012:role/Nope: "),
          refused.err());
      assertEquals(SESSIONS + "it,wait=1s", service.identity());
    }
  }

  @Test
  void takesTheRoleBackOnce() {
    try (Service service = Service.start(asrole(), AsRole.JAVA_HOME, FLAG)) {
      assertTrue(service.identity().startsWith(SESSIONS), service.identity());
      Result detached = asrole().run("detach", service.pid());
      assertEquals("", detached.err());
      assertTrue(
          detached
              .out()
              .startsWith(name(service) + "detached, was active ExampleAssumedRole until "),
          detached.out());
      assertEquals(BASE, service.identity());

      Result nothing = asrole().run("detach", service.pid());
      assertEquals(125, nothing.exitCode());
      assertEquals(
          "asrole: process " + service.pid() + " has no role from asrole\n", nothing.err());
    }
  }

  /** TargetJvmTest shows what happens at the end of such a time. */
  @Test
  void givesTheAgent70SecondsToReport() {
    try (Service service = Service.start(asrole(), AsRole.JAVA_HOME)) {
      Result attached = asrole().run("attach", "--debug", service.pid(), AsRole.ROLE);
      assertEquals(0, attached.exitCode());
      assertTrue(
          attached
              .err()
              .contains("\nasrole: debug: attach: loaded; waiting up to 70 s for the agent, "),
          attached.err());
    }
  }

  private static String name(Service service) {
    return "process " + service.pid() + " (io.asrole.it.targets.SayWhoIAm): ";
  }

  @Test
  void takesAPartOfTheMainClassThatOneJvmHas() {
    try (Service service = Service.start(asrole(), AsRole.JAVA_HOME)) {
      Result attached = asrole().run("attach", "targets.SayWho", AsRole.ROLE);
      assertEquals(0, attached.exitCode(), attached.err());
      assertTrue(attached.out().startsWith("process " + service.pid() + " "), attached.out());
      assertTrue(service.identity().startsWith(SESSIONS), service.identity());
      try (Service second = Service.start(asrole(), AsRole.JAVA_HOME)) {
        Result ambiguous = asrole().run("detach", "SayWhoIAm");
        String name = " (io.asrole.it.targets.SayWhoIAm)";
        assertEquals(125, ambiguous.exitCode());
        assertTrue(
            ambiguous.err().startsWith("asrole: 'SayWhoIAm' matches 2 JVMs: ")
                && ambiguous.err().contains(service.pid() + name)
                && ambiguous.err().contains(second.pid() + name)
                && ambiguous.err().endsWith(")" + "; give a PID\n"),
            ambiguous.err());
      }
      assertEquals(0, asrole().run("detach", "SayWhoIAm").exitCode());
      assertEquals(BASE, service.identity());
    }
  }

  @Test
  void listsOtherJvmsThanAsrolesOwn() {
    aws.queue(Fault.hang("sts.AssumeRole").always());
    AsRole.Running hangs = asrole().by(AsRole.Way.JAR).start(AsRole.ROLE, "--", "true");
    hangs.until("a call", () -> aws.counters().calls("sts.AssumeRole") > 0);
    try (Service service = Service.start(asrole(), AsRole.JAVA_HOME)) {
      String listed = asrole().run("attach", "--list").out();
      assertTrue(listed.contains(service.pid() + "  "), listed);
      assertFalse(listed.contains("asrole.jar") || listed.contains("io.asrole.Main"), listed);
    } finally {
      hangs.process().destroyForcibly();
    }
  }

  @Test
  void listsJvmsInEightyColumnsOnATerminal() {
    try (Service service = Service.start(asrole(), AsRole.JAVA_HOME)) {
      assertEquals(0, asrole().run("attach", service.pid(), AsRole.ROLE).exitCode());
      List<String> lines = Screen.of(asrole(), 80, "attach", "--list");
      assertTrue(lines.get(0).matches("PID +USER +PROGRAM +ROLE"), lines::toString);
      assertTrue(
          lines.stream()
              .anyMatch(
                  line -> line.matches(service.pid() + " .*SayWhoIAm +active .* until ..:..Z")),
          lines::toString);
      assertEquals(List.of(), lines.stream().filter(line -> line.length() > 80).toList());
    }
  }

  @Test
  void listsAJvmThatIsStoppedAndLeavesItAlone() {
    try (Service service = Service.start(asrole(), AsRole.JAVA_HOME)) {
      assertEquals(0, asrole().run("attach", service.pid(), AsRole.ROLE).exitCode());
      assertEquals(0, asrole().startOther("kill", "-STOP", service.pid()).result().exitCode());
      String reason =
          service.pid() + ": it is stopped; resume it with: kill -CONT " + service.pid();
      String listed = asrole().run("attach", "--list").out();
      assertTrue(listed.contains("  unknown (cannot look into " + reason + ")\n"), listed);
      assertEquals(
          "asrole: cannot detach from " + reason + "\n",
          asrole().run("detach", service.pid()).err());
      assertEquals(0, asrole().startOther("kill", "-CONT", service.pid()).result().exitCode());
      assertTrue(service.identity().startsWith(SESSIONS), service.identity());
      assertFalse(service.complaints().contains("Full thread dump"), service.complaints());
    }
  }

  @Test
  void changesNothingInAJvmWhoseRoleCannotBeHad() {
    try (Service service = Service.start(asrole(), AsRole.JAVA_HOME)) {
      assertEquals(125, asrole().run("attach", service.pid(), "Nope").exitCode());
      assertEquals(BASE, service.identity());
      assertFalse(service.complaints().contains("asrole:"), service.complaints());
      assertTrue(
          Stream.of(asrole().run("attach", "--list").out().split("\n", -1))
              .anyMatch(line -> line.startsWith(service.pid() + " ") && line.endsWith("  -")));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "-XX:+DisableAttachMechanism|it was started with -XX:+DisableAttachMechanism",
        "-XX:-EnableDynamicAgentLoading|it was started with -XX:-EnableDynamicAgentLoading",
        "-Xrs|it does not handle SIGQUIT (-Xrs?), so attaching would end it",
      })
  void namesTheFlagForAJvmThatCannotBeAttachedTo(String option, String reason) {
    try (Service service = Service.start(asrole(), AsRole.JAVA_HOME, option)) {
      Result result = asrole().run("attach", service.pid(), AsRole.ROLE);
      assertEquals(
          "asrole: cannot attach to "
              + service.pid()
              + ": "
              + reason
              + "; start it with "
              + FLAG
              + "\n",
          result.err());
      assertEquals(125, result.exitCode());
      assertEquals(BASE, service.identity());
    }
  }

  @Test
  void leavesAJvmAloneThatVerifiesNothing() {
    try (Service service = Service.start(asrole(), AsRole.JAVA_HOME, "-Xverify:none")) {
      Result result = asrole().run("attach", service.pid(), AsRole.ROLE);
      assertEquals(125, result.exitCode());
      assertTrue(
          result.err().startsWith("asrole: this JVM was started with -Xverify:none"), result.err());
      assertEquals(BASE, service.identity());
    }
  }

  @Test
  void doesNothingToAProcessThatIsNoJvm() {
    AsRole.Running sleep = asrole().startOther("sleep", "1000");
    try {
      String pid = Long.toString(sleep.process().pid());
      Result result = asrole().run("attach", pid, AsRole.ROLE);
      assertEquals(
          "asrole: process " + pid + " is not a JVM; see asrole attach --list\n", result.err());
      assertTrue(sleep.process().isAlive());
    } finally {
      sleep.process().destroyForcibly();
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "4194305 Role|no process 4194305; see asrole attach --list",
        "nowhere Role|no JVM has 'nowhere' in the name of its main class or jar; see asrole attach"
            + " --list",
        "1|attach needs PID and ROLE: asrole attach PID ROLE; see asrole attach --list",
        "--duration=1y 1 Role|--duration: '1y' is not a duration",
        "--scope=any 1 Role|no scope is called 'any': default-chain, ambient or all",
      })
  void refusesWhatMakesNoSense(String arguments, String sentence) {
    Result result =
        asrole()
            .run(
                Stream.concat(Stream.of("attach"), Stream.of(arguments.split(" ", -1)))
                    .toArray(String[]::new));
    assertEquals(125, result.exitCode());
    assertTrue(result.err().startsWith("asrole: " + sentence), result.err());
    assertEquals(1, result.err().lines().count());
  }

  @Test
  void letsRootAttachToAnotherUsersJvmAndNobodyToRoots() throws Exception {
    AsRole other = OtherUser.runs(asrole());
    try (Service service = Service.start(other, AsRole.JAVA_HOME)) {
      assertEquals(0, asrole().run("attach", service.pid(), AsRole.ROLE).exitCode());
      assertEquals(SESSIONS + "nobody@i-0123456789abcdef0", service.identity());
    }
    try (Service roots = Service.start(asrole(), AsRole.JAVA_HOME)) {
      assertEquals(
          "asrole: cannot attach to "
              + roots.pid()
              + ": it runs as root: attach as that user or as root; or start it with "
              + FLAG
              + "\n",
          other.run("attach", roots.pid(), AsRole.ROLE).err());
    }
  }

  @Test
  void findsTheJvmOfAServiceWithATmpOfItsOwn() {
    AsRole there = Machine.prepared(asrole(), "-m", "mount -t tmpfs none /tmp");
    try (Service service = Service.start(there, AsRole.JAVA_HOME)) {
      Result result = asrole().run("attach", service.pid(), AsRole.ROLE);
      assertEquals(0, result.exitCode(), result.err());
      assertTrue(service.identity().startsWith(SESSIONS));
      assertFalse(Files.exists(Path.of("/tmp/.java_pid" + service.pid())));
    }
  }

  @Test
  void refusesAJvmThatDoesNotSeeTheAgent() {
    String other = "mount --bind /etc/passwd " + AsRole.STAGED.resolve("lib/asrole-agent.jar");
    AsRole there = Machine.prepared(asrole(), "-m", other);
    try (Service service = Service.start(there, AsRole.JAVA_HOME)) {
      String err = asrole().run("attach", service.pid(), AsRole.ROLE).err();
      assertTrue(
          err.contains(": it cannot see ")
              && err.contains(
                  "(is it in a container?): install asrole in its file system; or start it"),
          err);
    }
  }

  @Test
  void attachesToAJvmOfAnotherRelease() throws IOException {
    List<Path> others;
    try (Stream<Path> homes = Files.list(Path.of("/usr/lib/jvm"))) {
      others =
          homes
              .filter(jdk -> Files.isExecutable(jdk.resolve("bin/javac")))
              .filter(jdk -> !sameRelease(jdk))
              .limit(1)
              .toList();
    }
    assumeTrue(!others.isEmpty(), "SKIPPED: there is one release of Java only");
    try (Service service = Service.start(asrole(), others.get(0))) {
      Result result = asrole().run("attach", service.pid(), AsRole.ROLE);
      assertEquals(0, result.exitCode(), result.err());
      assertTrue(service.identity().startsWith(SESSIONS));
    }
  }

  private static boolean sameRelease(Path jdk) {
    try {
      return jdk.toRealPath().equals(AsRole.JAVA_HOME.toRealPath())
          || Files.readString(jdk.resolve("release"))
              .equals(Files.readString(AsRole.JAVA_HOME.resolve("release")));
    } catch (IOException e) {
      return true;
    }
  }

  @Test
  void startsJvmsWithTheAgentBehindTheOptionsThatStandThere() {
    AsRole asrole = asrole().with("JAVA_TOOL_OPTIONS", "-Da=b");
    String policy =
        "{\"Version\": \"2012-10-17\", \"Statement\":"
            + " {\"Effect\": \"Allow\", \"Action\": \"*\", \"Resource\": \"*\"}}";
    try (Service service =
        Service.startBy(
            asrole, "--agent", "--role-session-name=it", "--policy", policy, AsRole.ROLE, "--")) {
      assertEquals(SESSIONS + "it", service.identity());
      assertTrue(
          service.complaints().startsWith("Picked up JAVA_TOOL_OPTIONS: -Da=b '-javaagent:"),
          service.complaints());
    }
  }

  /** As the variables of one role replace those of the other. */
  @ParameterizedTest
  @EnumSource(AsRole.Way.class)
  void leavesTheAgentOfAnotherRoleBehind(AsRole.Way way) {
    String printed = "echo \"<$JAVA_TOOL_OPTIONS|$ASROLE_AGENT>\"";
    AsRole asrole = asrole().with("JAVA_TOOL_OPTIONS", "-Da=b").by(way);
    List<String> inner = new ArrayList<>(asrole.words(AsRole.ROLE, "--", "sh", "-c", printed));
    for (int start = 0; start < 2; start++) { // the second is a warm one
      List<String> words =
          new ArrayList<>(List.of("--agent", "--role-session-name=outer", AsRole.ROLE, "--"));
      words.addAll(inner);
      Result result = asrole.run(words.toArray(String[]::new));
      assertEquals("<-Da=b |>\n", result.out(), result.err());
    }
  }

  /** An unset variable of a script must not take the role away. */
  @Test
  void takesNoEmptyRole() {
    assertEquals(
        "asrole: the role is empty; to remove a role: asrole detach PID\n",
        asrole().run("attach", "1", "").err());
  }

  @Test
  void refusesWhatARunningJvmCannotBeTold() {
    try (Service service = Service.start(asrole(), AsRole.JAVA_HOME)) {
      Result result =
          asrole().run("attach", "--policy", "x".repeat(1000), service.pid(), AsRole.ROLE);
      assertTrue(
          result
              .err()
              .contains(
                  " bytes long, but a running JVM accepts at most 1024: give the policy as file:"),
          result.err());
    }
  }

  @Test
  void startsNoAgentThatCouldNotRefresh() {
    assertEquals(
        "asrole: --agent needs source credentials that can be renewed; keys in the environment cannot\n",
        asrole().run("--agent", "--source=environment", AsRole.ROLE, "--", "true").err());
  }
}
