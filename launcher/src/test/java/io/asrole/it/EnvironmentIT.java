// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.asrole.it.AsRole.Result;
import io.asrole.sandbox.Sandbox;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** The command gets the role session and loses what contradicts it; the rest stays as it is. */
class EnvironmentIT {
  private static final Set<String> KEYS =
      Set.of(
          "AWS_ACCESS_KEY_ID",
          "AWS_SECRET_ACCESS_KEY",
          "AWS_SESSION_TOKEN",
          "AWS_CREDENTIAL_EXPIRATION",
          "AWS_ACCOUNT_ID",
          "ASROLE_ACCESS_KEY_ID",
          "ASROLE_ROLE");
  private static final Set<String> REGIONS = Set.of("AWS_REGION", "AWS_DEFAULT_REGION");
  private static final Set<String> REMOVED =
      Set.of(
          "AWS_PROFILE",
          "AWS_DEFAULT_PROFILE",
          "AWS_SECURITY_TOKEN",
          "AWS_ACCESS_KEY",
          "AWS_SECRET_KEY",
          "AWS_CREDENTIAL_FILE",
          "AWS_ROLE_ARN",
          "AWS_ROLE_SESSION_NAME",
          "AWS_WEB_IDENTITY_TOKEN_FILE",
          "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI",
          "AWS_CONTAINER_CREDENTIALS_FULL_URI",
          "AWS_CONTAINER_AUTHORIZATION_TOKEN",
          "AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE",
          "AWS_CONTAINER_SERVICE_ENDPOINT");

  @AutoClose static final Sandbox AWS = Sandbox.start();
  @TempDir static Path home;

  private final AsRole asrole = AsRole.in(AWS, home);

  private static List<String> entries(Result result) {
    assertEquals("", result.err());
    assertEquals(0, result.exitCode());
    return Stream.of(result.out().split("\0", -1)).filter(e -> !e.isEmpty()).sorted().toList();
  }

  private static String name(String entry) {
    return entry.substring(0, entry.indexOf('='));
  }

  private static String value(List<String> entries, String name) {
    return entries.stream()
        .filter(entry -> name(entry).equals(name))
        .map(entry -> entry.substring(name.length() + 1))
        .reduce((a, b) -> a + " and again " + b)
        .orElse("not there");
  }

  /** All but what asrole sets and what shells take for their own. */
  private static List<String> rest(Front front, Result result) {
    Set<String> shells =
        front == Front.JAR
            ? Set.of()
            : Set.of("IFS", "OLDPWD", "PS1", "PS2", "PS4", "PWD", "SHLVL", "_");
    return entries(result).stream()
        .filter(entry -> !KEYS.contains(name(entry)) && !shells.contains(name(entry)))
        .toList();
  }

  private static void keepsTheRest(Front front, AsRole asrole) {
    AsRole there = asrole.with("AWS_REGION", "us-west-2");
    assertEquals(rest(front, there.byEnv("env", "-0")), rest(front, there.become("env", "-0")));
  }

  @ParameterizedTest
  @EnumSource(Front.class)
  void setsTheRoleSession(Front front) {
    List<String> child = entries(front.of(asrole).become("env", "-0"));
    assertTrue(value(child, "AWS_ACCESS_KEY_ID").matches("ASIA[A-Z0-9]{16}"));
    assertTrue(value(child, "AWS_SECRET_ACCESS_KEY").matches("[A-Za-z0-9/+]{40}"));
    assertTrue(value(child, "AWS_SESSION_TOKEN").matches("[A-Za-z0-9/+=]{100,}"));
    Instant ends = Instant.parse(value(child, "AWS_CREDENTIAL_EXPIRATION"));
    assertTrue(ends.isAfter(Instant.now()), () -> "" + ends);
    assertEquals("123456789012", value(child, "AWS_ACCOUNT_ID"));
    assertEquals("arn:aws:iam::123456789012:role/ExampleAssumedRole", value(child, "ASROLE_ROLE"));
  }

  @Test
  void namesTheKeyThatItSet() {
    List<String> child = entries(asrole.run("--agent", AsRole.ROLE, "--", "env", "-0"));
    assertEquals(value(child, "AWS_ACCESS_KEY_ID"), value(child, "ASROLE_ACCESS_KEY_ID"));
  }

  @ParameterizedTest
  @EnumSource(Front.class)
  void replacesKeysAndNeverDoublesThem(Front front) {
    AsRole stale = front.of(asrole);
    for (String name : KEYS) {
      stale = stale.with(name, "stale 'value'\n");
    }
    List<String> child = entries(stale.become("env", "-0"));
    List<String> names = child.stream().map(EnvironmentIT::name).toList();
    assertEquals(names.stream().distinct().toList(), names);
    assertTrue(names.containsAll(KEYS), names::toString);
    assertTrue(child.stream().noneMatch(entry -> entry.contains("stale")), () -> "" + names);
  }

  /** Only a program that lays its own environment out can double a variable. */
  @ParameterizedTest
  @EnumSource(Front.class)
  void leavesNothingOfDoubledVariables(Front front) {
    assumeTrue(
        Files.isExecutable(Path.of("/usr/bin/perl")), "SKIPPED: /usr/bin/perl is not installed");
    assumeTrue(
        System.getProperty("os.arch").equals("amd64"), "SKIPPED: 59 is execve on x86-64 only");
    String[] doubling = {"/usr/bin/perl", Machine.script("doubled-variables.pl")};
    List<String> child = entries(front.of(asrole).under(doubling).become("env", "-0"));
    assertEquals("not there", value(child, "AWS_PROFILE"));
    assertTrue(value(child, "AWS_ACCESS_KEY_ID").matches("ASIA[A-Z0-9]{16}"));
  }

  @ParameterizedTest
  @EnumSource(Front.class)
  void removesWhatContradictsTheKeys(Front front) {
    AsRole contradicted = front.of(asrole);
    for (String name : REMOVED) {
      contradicted = contradicted.with(name, "");
    }
    List<String> child = entries(contradicted.become("env", "-0"));
    assertEquals(
        List.of(), child.stream().map(EnvironmentIT::name).filter(REMOVED::contains).toList());
  }

  @ParameterizedTest
  @EnumSource(Front.class)
  void setsTheRegionWhereNoneIsSet(Front front) {
    AsRole there = front.of(asrole);
    for (String name : REGIONS) {
      List<String> none = entries(there.become("env", "-0"));
      assertEquals("us-east-1", value(none, name));
      List<String> one = entries(there.with(name, "us-west-2").become("env", "-0"));
      assertEquals("us-west-2", value(one, name));
      assertEquals(1, one.stream().filter(entry -> REGIONS.contains(name(entry))).count());
      String[] asked = {"--region", "eu-west-1", AsRole.ROLE, "--", "env", "-0"};
      List<String> both = entries(there.with(name, "us-west-2").run(asked));
      assertEquals("eu-west-1", value(both, "AWS_REGION"));
      assertEquals("eu-west-1", value(both, "AWS_DEFAULT_REGION"));
    }
  }

  @ParameterizedTest
  @EnumSource(Front.class)
  void keepsEveryOtherByte(Front front) {
    String bytes = "BYTES=$(printf 'a\\377\\303\\001b'); export BYTES; exec \"$@\"";
    keepsTheRest(
        front,
        front
            .of(asrole)
            .with("EMPTY", "")
            .with("LINES_OF_TEXT", "a\n\nb\n")
            .with("QUOTES", "it's \"$(exit 3)\" `exit 3` \\ \\n $HOME")
            .with("GLOB", " * ?[a-z] ~ ")
            .with("EQUALS", "=a=b=")
            .with("AWS_SDK_LOAD_CONFIG", "1")
            .with("AWS_CONTAINER", "has no underscore behind it")
            .under("/bin/sh", "-c", bytes, "sh"));
  }

  @ParameterizedTest
  @EnumSource(value = Front.class, names = "JAR", mode = Mode.EXCLUDE)
  void keepsTheOptionsMeantForOtherJvms(Front front) {
    AsRole there = front.of(asrole);
    for (String name : List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS")) {
      there = there.with(name, "-Dthis.is.for=the.command");
    }
    keepsTheRest(front, there);
  }

  @ParameterizedTest
  @EnumSource(Front.class)
  void leavesNoTraceOfItself(Front front) {
    AsRole bare = front.of(asrole);
    keepsTheRest(front, bare);
    if (front != Front.BUSYBOX && front != Front.MKSH) { // these export the PATH they search
      keepsTheRest(front, bare.without("PATH"));
    }
    AsRole odd = bare;
    for (String name : List.of("PWD", "OLDPWD", "PS1", "PS2", "PS4", "IFS")) {
      odd = odd.with(name, "/odd 'value'");
    }
    keepsTheRest(front, odd.with("SHLVL", "5").with("_", "/usr/bin/odd"));
  }

  /** Other shells drop such names as they start. */
  @ParameterizedTest
  @EnumSource(
      value = Front.class,
      names = {"BASH", "JAR"},
      mode = Mode.INCLUDE)
  void keepsNamesThatAreNoneToAShell(Front front) {
    keepsTheRest(
        front,
        front
            .of(asrole)
            .with("BASH_FUNC_greet%%", "() {  echo hello\n}")
            .with("discovery.type", "single-node")
            .with("with-hyphen", "1")
            .with("1st", "2"));
  }
}
