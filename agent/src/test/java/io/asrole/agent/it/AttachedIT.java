// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.agent.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.asrole.agent.it.targets.CallForEver;
import io.asrole.agent.it.targets.WatchAgent;
import io.asrole.sandbox.Sandbox;
import io.asrole.sandbox.SandboxOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.sts.model.Credentials;

/** Which role signs requests in a JVM that the agent is attached to, and the status it shows. */
class AttachedIT {
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
  void switchesClientsThatWereBuiltBefore() throws Exception {
    try (Jvm.Running jvm =
        new Jvm()
            .addClassPath(Jvm.sdk("v2-newest"))
            .addClassPath(Jvm.sdk("v1-newest"))
            .addEnvironment(aws.environment())
            .start(CallForEver.class, role.variable("AWS_ENDPOINT_URL_STS"))) {
      jvm.await("called");
      String refused = Attacher.ask(jvm.process(), role.arguments(""));
      assertTrue(refused.startsWith("failed "), refused);
      assertNull(Attacher.properties(jvm.process()).getProperty("asrole.status"));

      role.renew("first");
      attach(jvm, "");
      int base = signedBy(RoleInSandbox.BASE_ARN);
      int assumed = aws.counters().calls("sts.AssumeRole");
      for (int session = 0; session < SESSIONS; session++) {
        jvm.await("called");
        role.renew("again-" + session);
        awaitCaller(jvm, "again-" + session);
      }
      assertEquals(
          base + aws.counters().calls("sts.AssumeRole") - assumed,
          signedBy(RoleInSandbox.BASE_ARN),
          "signed by the role underneath");
      assertEquals(0, aws.counters().signedWithExpiredKeys());

      role.renew("other");
      attach(jvm, ",scope=all");
      awaitCaller(jvm, "other");

      for (int time = 0; time < 10; time++) {
        assertEquals("ok " + Jvm.VERSION + " 0 0", Attacher.ask(jvm.process(), ""));
        role.renew("tenth");
        attach(jvm, "");
      }
      awaitCaller(jvm, "tenth");

      assertEquals("ok " + Jvm.VERSION + " 0 0", Attacher.ask(jvm.process(), ""));
      int before = signedBy(RoleInSandbox.BASE_ARN);
      while (signedBy(RoleInSandbox.BASE_ARN) < before + 2) {
        jvm.await("called");
      }
      assertEquals("detached", Attacher.properties(jvm.process()).getProperty("asrole.status"));
      assertEquals(
          List.of(
              "hooked the AWS SDK com.amazonaws",
              "hooked the AWS SDK software.amazon.awssdk",
              "this JVM uses its own credentials again",
              "this JVM uses the role ExampleAssumedRole"),
          Jvm.said(jvm.end()).stream()
              .map(line -> line.replaceFirst(" (until|in) .*", ""))
              .distinct()
              .sorted()
              .toList());
    }
  }

  @Test
  void showsItsStateInJmxAndTheFlightRecorder() throws Exception {
    Credentials credentials = role.renew("watched");
    Jvm.Result result;
    try (Jvm.Running jvm =
        new Jvm()
            .addOption(role.agent(""))
            .addClassPath(Jvm.sdk("v2-newest"))
            .addEnvironment(aws.environment())
            .start(WatchAgent.class, folder.resolve("flight.jfr").toString())) {
      while (!jvm.process().waitFor(3, TimeUnit.SECONDS)) {
        credentials = role.renew("watched");
      }
      result = jvm.finish();
    }
    assertEquals(0, result.exitCode(), result.err());
    Map<String, String> told = result.values();
    assertEquals("ExampleAssumedRole null", told.get("event"), result.out());
    assertEquals("ExampleAssumedRole", told.get("Role"));
    assertEquals("active", told.get("State"));
    assertEquals("true", told.get("Active"));
    assertEquals(
        "Whether the state is active: the AWS SDKs use credentials that have not expired",
        told.get("Active.description"));
    long left = Long.parseLong(told.getOrDefault("SecondsLeft", ""));
    assertTrue(0 < left && left <= 8, "" + left);
    long success = Long.parseLong(told.getOrDefault("LastSuccess", ""));
    assertTrue(Math.abs(Instant.now().getEpochSecond() - success) < 60, "" + success);
    assertTrue(told.getOrDefault("Expiration", "").endsWith("Z"), result.out());
    assertEquals(told.get("Refreshes"), told.get("Generation"));
    assertEquals("0", told.get("Failures"));
    assertEquals("null", told.get("LastError"));
    assertEquals(Jvm.VERSION, told.get("Version"));
    String hooked = told.getOrDefault("Hooked", "");
    assertTrue(
        hooked.contains(
            "software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider in auth-"),
        hooked);
    assertEquals("[]", told.get("NotHooked"));
    assertFalse(result.out().contains(credentials.secretAccessKey()));
    assertFalse(result.out().contains(credentials.sessionToken()));
  }

  private void attach(Jvm.Running jvm, String options) throws Exception {
    String answer = Attacher.ask(jvm.process(), role.arguments(options));
    assertTrue(answer.matches("ok 0\\.1\\.0 [1-9]\\d* 0"), answer);
  }

  private void awaitCaller(Jvm.Running jvm, String sessionName) throws Exception {
    while (signedBy("arn:aws:sts::123456789012:assumed-role/ExampleAssumedRole/" + sessionName)
        == 0) {
      jvm.await("called");
    }
  }

  private int signedBy(String arn) {
    return aws.counters().callers().getOrDefault(arn, 0);
  }
}
