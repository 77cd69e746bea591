// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.agent.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.asrole.agent.it.targets.OtherAgent;
import io.asrole.agent.it.targets.OverwriteAgent;
import io.asrole.agent.it.targets.PrintIdentity;
import io.asrole.agent.it.targets.PrintProperty;
import io.asrole.agent.it.targets.TwoLoaders;
import io.asrole.agent.it.targets.WatchLoading;
import io.asrole.sandbox.Sandbox;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the agent does before main, and what it leaves alone. */
class PremainIT {
  @AutoClose final Sandbox aws = Sandbox.start();
  @TempDir Path folder;
  @AutoClose RoleInSandbox role;

  @BeforeEach
  void opensARole() {
    role = new RoleInSandbox(aws, folder);
  }

  @Test
  void isNeededForTheRole() throws Exception {
    Jvm.Result result = sdk().run(PrintIdentity.class);
    assertEquals(role.base().accessKeyId(), result.values().get("default"), result.err());
  }

  @Test
  void asksTheAsroleBesideItsJar() throws Exception {
    String key = role.renew().accessKeyId();
    Path jar = role.install().resolve("lib/asrole-agent.jar");

    Jvm.Result result =
        sdk().option("-javaagent:" + jar + "=" + RoleInSandbox.ROLE).run(PrintIdentity.class);

    assertEquals(key, result.values().get("default"), result.err());
  }

  @Test
  void givesItsProcessNoOptionsOfThisJvm() throws Exception {
    String key = role.renew().accessKeyId();
    String agent =
        "-javaagent:"
            + Jvm.AGENT
            + "=Role,command=[ -z \"$JAVA_TOOL_OPTIONS$_JAVA_OPTIONS$JDK_JAVA_OPTIONS\" ] && cat "
            + folder.resolve("credentials.json");
    Jvm.Result result =
        sdk()
            .with("JAVA_TOOL_OPTIONS", "'" + agent + "'")
            .with("JDK_JAVA_OPTIONS", "-Da=b")
            .with("_JAVA_OPTIONS", "-Da=b")
            .run(PrintIdentity.class);
    assertEquals(key, result.values().get("default"), result.err());
  }

  @Test
  void startsNothingWithoutTheRole() throws Exception {
    Jvm.Result result = failing(",wait=1s").run(PrintIdentity.class);
    assertEquals(125, result.exitCode());
    assertEquals("", result.out());
    assertEquals(
        List.of(
            "no credentials for Role yet: cannot assume Role: AccessDenied: no",
            "asrole: no credentials for Role after 1 s: the application is not started; with"
                + " onfail=wait its start waits for credentials, with onfail=base it starts without"
                + " the role"),
        Jvm.said(result.err()));
  }

  @Test
  void startsWithoutTheRoleWhereThatWasAsked() throws Exception {
    Jvm.Result result = failing(",wait=1s,onfail=base").run(PrintIdentity.class);
    assertEquals(0, result.exitCode(), result.err());
    assertEquals(role.base().accessKeyId(), result.values().get("default"));
    assertTrue(
        Jvm.said(result.err())
            .contains("the application starts without the role Role, and gets it later"));
  }

  @Test
  void waitsForTheRoleWhereThatWasAsked() throws Exception {
    String key = role.renew().accessKeyId();
    Path mark = folder.resolve("mark");
    Jvm.Result result =
        sdk()
            .option(
                "-javaagent:"
                    + Jvm.AGENT
                    + "=Role,wait=0s,onfail=wait,command=[ -e "
                    + mark
                    + " ] && cat "
                    + folder.resolve("credentials.json")
                    + "; touch "
                    + mark)
            .run(PrintIdentity.class);
    assertEquals(key, result.values().get("default"), result.err());
    assertTrue(
        Jvm.said(result.err())
            .contains("the application starts as soon as there are credentials for Role"));
  }

  @Test
  void refusesOptionsThatItDoesNotKnow() throws Exception {
    Jvm.Result result =
        sdk().option("-javaagent:" + Jvm.AGENT + "=Role,scope=any").run(PrintIdentity.class);
    assertEquals(125, result.exitCode());
    assertTrue(
        result
            .err()
            .startsWith(
                "asrole: scope=any is not one of default-chain, ambient, all; use -javaagent:"));
  }

  @Test
  void hooksTheDefaultChainOnlyWhereThatWasAsked() throws Exception {
    String key = role.renew().accessKeyId();
    Jvm.Result result =
        sdk()
            .option(role.agent(",scope=default-chain"))
            .with("AWS_ACCESS_KEY_ID", "env")
            .with("AWS_SECRET_ACCESS_KEY", "env")
            .run(PrintIdentity.class, "environment", "instance");
    assertEquals(key, result.values().get("default"), result.err());
    assertEquals("env", result.values().get("environment"));
    assertEquals(role.base().accessKeyId(), result.values().get("instance"));
  }

  @Test
  void hooksWhatWasChosenOnlyWhereThatWasAsked() throws Exception {
    String key = role.renew().accessKeyId();
    Jvm.Result result =
        sdk().option(role.agent(",scope=all")).run(PrintIdentity.class, "environment", "instance");
    assertEquals(key, result.values().get("default"), result.err());
    assertEquals(key, result.values().get("environment"));
    assertEquals(key, result.values().get("instance"));
  }

  @Test
  void hooksAnSdkInEachClassLoader() throws Exception {
    String key = role.renew().accessKeyId();
    String targets = Path.of("target", "test-classes").toAbsolutePath() + "/:";
    Jvm.Result result =
        new Jvm()
            .option(role.agent(""))
            .with(aws.environment())
            .run(
                TwoLoaders.class,
                PrintIdentity.class.getName(),
                targets + Jvm.sdk("v2-2.10.91"),
                targets + Jvm.sdk("v2-newest"));
    assertEquals("default=" + key + "\ndefault=" + key + "\n", result.out(), result.err());
  }

  @ParameterizedTest
  @ValueSource(strings = {"before", "after", "eager", "breaking"})
  void holdsBesideAnotherAgent(String order) throws Exception {
    String key = role.renew().accessKeyId();
    String other = agentOf(OtherAgent.class) + "=" + order;
    String ours = role.agent("");
    boolean first = !order.equals("after");

    Jvm.Result result =
        sdk()
            .option(first ? other : ours)
            .option(first ? ours : other)
            // Else the default chain would have the role from the next provider, hooked later.
            .with("AWS_ACCESS_KEY_ID", "env")
            .with("AWS_SECRET_ACCESS_KEY", "env")
            .run(OtherAgent.class);

    assertEquals("default=" + key + "\ndefault=" + key + "\n", result.out(), result.err());
  }

  /** Else another agent could hold a lock that the loading of such a class waits for. */
  @Test
  void hooksAClassWithoutLoadingOthers() throws Exception {
    String key = role.renew().accessKeyId();
    Jvm.Result result =
        sdk().option(agentOf(WatchLoading.class)).option(role.agent("")).run(WatchLoading.class);
    assertEquals(
        "default=" + key, result.out().replace("loaded java/lang/StringUTF16\n", "").strip());
  }

  @Test
  void hooksAnSdkThoughItsJarIsAnotherByThen() throws Exception {
    String key = role.renew().accessKeyId();
    Path jar = role.install().resolve("lib/asrole-agent.jar");
    Jvm.Result result = sdk().option(role.agent(jar, "")).run(OverwriteAgent.class, jar.toString());
    assertEquals(key, result.values().get("default"), result.err());
    assertTrue(
        Jvm.said(result.err()).stream().allMatch(line -> line.matches("(this JVM uses|hooked) .*")),
        result.err());
  }

  @Test
  void takesTheSameFlagTwiceForOne() throws Exception {
    String key = role.renew().accessKeyId();
    Jvm.Result result =
        sdk().option(role.agent("")).option(role.agent("")).run(PrintIdentity.class);
    assertEquals(key, result.values().get("default"), result.err());
  }

  @Test
  void refusesToBeOfTwoRoles() throws Exception {
    role.renew();
    Jvm.Result result =
        sdk().option(role.agent("")).option(role.agent(",scope=all")).run(PrintIdentity.class);
    assertEquals(125, result.exitCode());
    assertTrue(result.err().contains("\nasrole: this JVM was given the agent twice, with '"));
  }

  @Test
  void letsToolsOfTheJdkRunAsTheyAre() throws Exception {
    Process tool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "javac").toString(),
                "-J" + role.agent(",wait=1s"),
                "-version")
            .redirectErrorStream(true)
            .start();
    String output = new String(tool.getInputStream().readAllBytes(), UTF_8);
    assertEquals(0, tool.waitFor(), output);
    assertFalse(output.contains("asrole"), output);
  }

  @Test
  void leavesAsleepWhatIsNotUsed() throws Exception {
    role.renew();
    Jvm.Result result =
        new Jvm()
            .option(role.agent(""))
            .option("-Xlog:class+load")
            .run(PrintProperty.class, "java.version");
    assertEquals(0, result.exitCode(), result.err());
    assertTrue(result.out().contains("io.asrole.agent.Agent"));
    for (String asleep :
        new String[] {
          "java.util.logging.",
          "java.lang.management.",
          "javax.management.",
          "java.net.Socket",
          "javax.net.ssl."
        }) {
      assertFalse(result.out().contains(" " + asleep), asleep);
    }
  }

  private String agentOf(Class<?> premain) throws IOException {
    Path jar = folder.resolve("other.jar");
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest.getMainAttributes().putValue("Premain-Class", premain.getName());
    manifest.getMainAttributes().putValue("Can-Retransform-Classes", "true");
    new JarOutputStream(Files.newOutputStream(jar), manifest).close();
    return "-javaagent:" + jar;
  }

  private Jvm sdk() throws IOException {
    return new Jvm().on(Jvm.sdk("v2-newest")).with(aws.environment());
  }

  private Jvm failing(String options) throws IOException {
    return sdk()
        .option(
            "-javaagent:"
                + Jvm.AGENT
                + "=Role"
                + options
                + ",command=echo 'asrole: cannot assume Role: AccessDenied: no' >&2; exit 125");
  }
}
