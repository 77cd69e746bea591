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

/** Starts JVMs with {@code -javaagent}. */
class PremainIT {
  @AutoClose final Sandbox aws = Sandbox.start();
  @TempDir Path folder;
  @AutoClose RoleInSandbox role;

  @BeforeEach
  void opensARole() {
    role = new RoleInSandbox(aws, folder);
  }

  @Test
  void hasNoRoleWithoutTheAgent() throws Exception {
    Jvm.Result result = sdk().run(PrintIdentity.class);
    assertEquals(role.base().accessKeyId(), result.values().get("default"), result.err());
  }

  @Test
  void runsTheAsroleOfItsInstallation() throws Exception {
    String key = role.renew().accessKeyId();
    Path jar = role.install().resolve("lib/asrole-agent.jar");

    Jvm.Result result =
        sdk().addOption("-javaagent:" + jar + "=" + RoleInSandbox.ROLE).run(PrintIdentity.class);

    assertEquals(key, result.values().get("default"), result.err());
  }

  @Test
  void removesJvmOptionsFromTheCredentialProcess() throws Exception {
    String key = role.renew().accessKeyId();
    String agent =
        "-javaagent:"
            + Jvm.AGENT
            + "=Role,command=[ -z \"$JAVA_TOOL_OPTIONS$_JAVA_OPTIONS$JDK_JAVA_OPTIONS\" ] && cat "
            + folder.resolve("credentials.json");
    Jvm.Result result =
        sdk()
            .addEnvironment("JAVA_TOOL_OPTIONS", "'" + agent + "'")
            .addEnvironment("JDK_JAVA_OPTIONS", "-Da=b")
            .addEnvironment("_JAVA_OPTIONS", "-Da=b")
            .run(PrintIdentity.class);
    assertEquals(key, result.values().get("default"), result.err());
  }

  @Test
  void doesNotStartTheApplicationWithoutTheRole() throws Exception {
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
  void startsWithoutTheRoleWithOnfailBase() throws Exception {
    Jvm.Result result = failing(",wait=1s,onfail=base").run(PrintIdentity.class);
    assertEquals(0, result.exitCode(), result.err());
    assertEquals(role.base().accessKeyId(), result.values().get("default"));
    assertTrue(
        Jvm.said(result.err())
            .contains("the application starts without the role Role, and gets it later"));
  }

  @Test
  void waitsForTheRoleWithOnfailWait() throws Exception {
    String key = role.renew().accessKeyId();
    Path mark = folder.resolve("mark");
    Jvm.Result result =
        sdk()
            .addOption(
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
  void refusesUnknownValues() throws Exception {
    Jvm.Result result =
        sdk().addOption("-javaagent:" + Jvm.AGENT + "=Role,scope=any").run(PrintIdentity.class);
    assertEquals(125, result.exitCode());
    assertTrue(
        result
            .err()
            .startsWith(
                "asrole: scope=any is not one of default-chain, ambient, all; use -javaagent:"));
  }

  @Test
  void hooksOnlyTheDefaultChainWithScopeDefaultChain() throws Exception {
    String key = role.renew().accessKeyId();
    Jvm.Result result =
        sdk()
            .addOption(role.agent(",scope=default-chain"))
            .addEnvironment("AWS_ACCESS_KEY_ID", "env")
            .addEnvironment("AWS_SECRET_ACCESS_KEY", "env")
            .run(PrintIdentity.class, "environment", "instance");
    assertEquals(key, result.values().get("default"), result.err());
    assertEquals("env", result.values().get("environment"));
    assertEquals(role.base().accessKeyId(), result.values().get("instance"));
  }

  @Test
  void hooksEnvironmentProvidersWithScopeAll() throws Exception {
    String key = role.renew().accessKeyId();
    Jvm.Result result =
        sdk()
            .addOption(role.agent(",scope=all"))
            .run(PrintIdentity.class, "environment", "instance");
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
            .addOption(role.agent(""))
            .addEnvironment(aws.environment())
            .run(
                TwoLoaders.class,
                PrintIdentity.class.getName(),
                targets + Jvm.sdk("v2-2.10.91"),
                targets + Jvm.sdk("v2-newest"));
    assertEquals("default=" + key + "\ndefault=" + key + "\n", result.out(), result.err());
  }

  @ParameterizedTest
  @ValueSource(strings = {"before", "after", "eager", "breaking"})
  void worksTogetherWithAnotherAgent(String order) throws Exception {
    String key = role.renew().accessKeyId();
    String other = agentOf(OtherAgent.class) + "=" + order;
    String ours = role.agent("");
    boolean first = !order.equals("after");

    Jvm.Result result =
        sdk()
            .addOption(first ? other : ours)
            .addOption(first ? ours : other)
            // Without these the default chain would get the role from its next provider.
            .addEnvironment("AWS_ACCESS_KEY_ID", "env")
            .addEnvironment("AWS_SECRET_ACCESS_KEY", "env")
            .run(OtherAgent.class);

    assertEquals("default=" + key + "\ndefault=" + key + "\n", result.out(), result.err());
  }

  /** Loading a class could wait for a lock of another agent. */
  @Test
  void hooksAClassWithoutLoadingOthers() throws Exception {
    String key = role.renew().accessKeyId();
    Jvm.Result result =
        sdk()
            .addOption(agentOf(WatchLoading.class))
            .addOption(role.agent(""))
            .run(WatchLoading.class);
    assertEquals(
        "default=" + key, result.out().replace("loaded java/lang/StringUTF16\n", "").strip());
  }

  @Test
  void hooksAnSdkAfterTheJarOfTheAgentWasOverwritten() throws Exception {
    String key = role.renew().accessKeyId();
    Path jar = role.install().resolve("lib/asrole-agent.jar");
    Jvm.Result result =
        sdk().addOption(role.agent(jar, "")).run(OverwriteAgent.class, jar.toString());
    assertEquals(key, result.values().get("default"), result.err());
    assertTrue(
        Jvm.said(result.err()).stream().allMatch(line -> line.matches("(this JVM uses|hooked) .*")),
        result.err());
  }

  @Test
  void acceptsTheSameFlagTwice() throws Exception {
    String key = role.renew().accessKeyId();
    Jvm.Result result =
        sdk().addOption(role.agent("")).addOption(role.agent("")).run(PrintIdentity.class);
    assertEquals(key, result.values().get("default"), result.err());
  }

  @Test
  void refusesTwoDifferentFlags() throws Exception {
    role.renew();
    Jvm.Result result =
        sdk()
            .addOption(role.agent(""))
            .addOption(role.agent(",scope=all"))
            .run(PrintIdentity.class);
    assertEquals(125, result.exitCode());
    assertTrue(result.err().contains("\nasrole: this JVM was given the agent twice, with '"));
  }

  @Test
  void doesNothingInToolsOfTheJdk() throws Exception {
    Process tool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "javac").toString(),
                "-J" + role.agent(",wait=1s"),
                "-version")
            .redirectErrorStream(true)
            .start();
    String output = new String(tool.getInputStream().readAllBytes(), UTF_8);
    assertEquals(0, tool.waitFor(), output);
    assertTrue(output.matches("(?s)(.*\\n)?javac [0-9][^\n]*\n"), output);
    assertFalse(output.contains("asrole"), output);
  }

  @Test
  void loadsNoUnusedSubsystemsOfTheJdk() throws Exception {
    role.renew();
    Jvm.Result result =
        new Jvm()
            .addOption(role.agent(""))
            .addOption("-Xlog:class+load")
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
    return new Jvm().addClassPath(Jvm.sdk("v2-newest")).addEnvironment(aws.environment());
  }

  private Jvm failing(String options) throws IOException {
    return sdk()
        .addOption(
            "-javaagent:"
                + Jvm.AGENT
                + "=Role"
                + options
                + ",command=echo 'asrole: cannot assume Role: AccessDenied: no' >&2; exit 125");
  }
}
