// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.agent.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.asrole.agent.it.targets.CallForEver;
import io.asrole.sandbox.Sandbox;
import io.asrole.sandbox.SandboxOptions;
import io.asrole.sandbox.control.Counters;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which role signs the requests that AWS receives, over many sessions of eight seconds. */
class WireIT {
  private static final int SESSIONS = 10;

  @AutoClose
  final Sandbox aws = Sandbox.start(SandboxOptions.defaults().withLifetime(Duration.ofSeconds(8)));

  @TempDir Path folder;
  @AutoClose RoleInSandbox role;

  @BeforeEach
  void opensARole() {
    role = new RoleInSandbox(aws, folder);
  }

  @Test
  void signsWithLiveSessionsOfTheRoleOnly() throws Exception {
    int opened = 0;
    role.renew();
    try (Jvm.Running jvm = start(Jvm.AGENT)) {
      awaitFirstCall(jvm);
      aws.clearCounters();
      List<String> saidBefore = Jvm.said(Files.readString(jvm.err()));
      role.renew("session-" + opened++);
      long renewed = System.nanoTime();
      while (sessionsSeen() < SESSIONS) {
        jvm.await("called");
        if (System.nanoTime() - renewed > Duration.ofSeconds(4).toNanos()) {
          role.renew("session-" + opened++);
          renewed = System.nanoTime();
        }
      }
      assertEquals(
          List.of(
              "hooked the AWS SDK com.amazonaws in aws-java-sdk-core-1.12.797.jar",
              "hooked the AWS SDK software.amazon.awssdk in auth-2.57.8.jar"),
          saidBefore.stream().filter(line -> line.startsWith("hooked ")).sorted().toList());
      List<String> said = Jvm.said(jvm.end());
      assertEquals(List.of(), said.subList(saidBefore.size(), said.size()));
    }
    assertNoneBySourceOrExpired();
  }

  @Test
  void failsRatherThanSignWithAnotherRoleAndRecovers() throws Exception {
    role.renew();
    Path jar = folder.resolve("asrole-agent.jar");
    Files.copy(Jvm.AGENT, jar);
    try (Jvm.Running jvm = start(jar)) {
      awaitFirstCall(jvm);
      role.deleteCredentials();
      // As an upgrade in place does.
      Files.write(jar, new byte[0]);
      String failure =
          assertTimeoutPreemptively(Duration.ofMinutes(1), () -> jvm.await("failed: "));
      assertTrue(failure.contains("expired"), failure);
      role.renew();
      assertTimeoutPreemptively(Duration.ofMinutes(1), () -> jvm.await("called"));
      List<String> said = Jvm.said(jvm.end());
      assertTrue(said.get(0).startsWith("this JVM uses the role ExampleAssumedRole until "));
      List<String> outage = said.subList(said.size() - 3, said.size());
      assertTrue(
          outage
              .get(0)
              .startsWith("cannot refresh the credentials for ExampleAssumedRole, which expire "));
      assertTrue(
          outage.get(0).endsWith("credentials.json: No such file or directory"), outage.get(0));
      assertTrue(
          outage
              .get(1)
              .matches(
                  "the credentials for ExampleAssumedRole expired 20\\S+Z: AWS rejects this JVM's calls"
                      + " with ExpiredToken until they are refreshed; last error: .*"),
          outage.get(1));
      assertEquals("the credentials for ExampleAssumedRole are refreshed again", outage.get(2));
    }
    assertEquals(assumeRoleCalls(), signedBySource());
  }

  private Jvm.Running start(Path jar) throws IOException {
    return new Jvm()
        .addOption(role.agent(jar, ""))
        .addClassPath(Jvm.sdk("v2-newest"))
        .addClassPath(Jvm.sdk("v1-newest"))
        .addEnvironment(aws.environment())
        .start(CallForEver.class, role.variable("AWS_ENDPOINT_URL_STS"));
  }

  /** Renews the credentials until a call succeeds: on a busy machine, they expire before it. */
  private void awaitFirstCall(Jvm.Running jvm) throws Exception {
    while (!jvm.await("").equals("called")) {
      role.renew();
    }
  }

  /** Ignores the calls of the test, which assumes the role with the credentials of the instance. */
  private void assertNoneBySourceOrExpired() {
    assertEquals(assumeRoleCalls(), signedBySource());
    assertEquals(0, aws.counters().signedWithExpiredKeys());
  }

  private long sessionsSeen() {
    Counters counters = aws.counters();
    return counters.callers().keySet().stream().filter(arn -> arn.contains("/session-")).count();
  }

  private int assumeRoleCalls() {
    return aws.counters().calls("sts.AssumeRole");
  }

  private int signedBySource() {
    return aws.counters().callers().getOrDefault(RoleInSandbox.BASE_ARN, 0);
  }
}
