// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.asrole.it.AsRole.Result;
import io.asrole.sandbox.Sandbox;
import io.asrole.sandbox.SandboxOptions;
import io.asrole.sandbox.control.Fault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** The agent in services that have keys in their environment, or a security manager. */
class AgentIT {
  private static final String BASE =
      "arn:aws:sts::123456789012:assumed-role/ExampleRole/i-0123456789abcdef0";
  private static final String SESSIONS =
      "arn:aws:sts::123456789012:assumed-role/ExampleAssumedRole/";

  @AutoClose final Sandbox aws = Sandbox.start();
  @TempDir Path home;

  private AsRole asrole() {
    return AsRole.in(aws, home);
  }

  @Test
  void saysWhereToLookIfASecurityManagerForbidsTheAgent() throws IOException {
    assumeTrue(
        Runtime.version().feature() < 24, "SKIPPED: this Java has no security manager any more");
    Path policy = home.resolve("service.policy");
    Files.writeString(
        policy,
        Stream.of("test-classes/-", "asrole/lib/asrole.jar")
            .map(code -> "grant codeBase \"file:" + Path.of("target").toAbsolutePath() + "/" + code)
            .map(grant -> grant + "\" { permission java.security.AllPermission; };\n")
            .collect(Collectors.joining()));
    try (Service service =
        Service.start(
            asrole(),
            AsRole.JAVA_HOME,
            "-Djava.security.manager",
            "-Djava.security.policy=" + policy)) {
      Result result = asrole().run("attach", service.pid(), AsRole.ROLE);
      assertEquals(125, result.exitCode());
      assertTrue(
          result
              .err()
              .contains(
                  ": the agent failed to start: see the JVM's standard error (a security manager"
                      + " needs a grant for "),
          result.err());
      assertTrue(
          service
              .complaints()
              .contains(" the agent cannot start under this JVM's security manager"),
          service.complaints());
      assertEquals(BASE, service.identity());
    }
  }

  @Test
  void keepsWhatAsksTheEnvironmentInTheRoleBeyondTheEndOfItsKeys() {
    Duration life = Duration.ofSeconds(12);
    try (Sandbox brief = Sandbox.start(SandboxOptions.defaults().withLifetime(life));
        Service service =
            Service.startBy(
                AsRole.in(brief, home),
                List.of("--agent", "--role-session-name=it", AsRole.ROLE, "--"),
                "environment")) {
      Instant end = Instant.now().plus(life);
      do {
        assertEquals(SESSIONS + "it", service.identity());
      } while (Instant.now().isBefore(end));
      assertEquals(SESSIONS + "it", service.identity());
      assertEquals(0, brief.counters().signedWithExpiredKeys());
    }
  }

  @Test
  @Execution(ExecutionMode.CONCURRENT) // it waits for credentials to end
  void saysAtOnceThatRenewingFailsAndLaterThatCallsDo() {
    Duration life = Duration.ofSeconds(24);
    try (Sandbox brief = Sandbox.start(SandboxOptions.defaults().withLifetime(life));
        Service service = Service.startBy(AsRole.in(brief, home), "--agent", AsRole.ROLE, "--")) {
      String before = service.identity();
      brief.queue(Fault.status("sts.AssumeRole", 503).always());
      String cannot = "Z cannot refresh the credentials for ExampleAssumedRole, which expire ";
      Await.until(() -> service.complaints().contains(cannot), service::complaints);
      assertEquals(before, service.identity());
      assertFalse(service.complaints().contains("Z the credentials for "), service.complaints());
      assertTrue(service.complaints().contains("503"), service.complaints());
      String ended = ": AWS rejects this JVM's calls with ExpiredToken until they are refreshed";
      Await.until(() -> service.complaints().contains(ended), service::complaints);
      assertTrue(
          asrole().run("attach", "--list").out().contains("expired ExampleAssumedRole until "));
      brief.clearFaults();
      String again = "Z the credentials for ExampleAssumedRole are refreshed again";
      Instant latest = Instant.now().plusSeconds(25);
      Await.until(() -> service.complaints().contains(again), service::complaints);
      assertTrue(Instant.now().isBefore(latest), service.complaints());
      assertEquals(before, service.identity());
    }
  }

  @Test
  void replacesAtAnAttachTheKeysThatAsroleSet() {
    try (Service service = Service.startBy(asrole(), List.of(AsRole.ROLE, "--"), "environment")) {
      assertTrue(service.identity().endsWith("@i-0123456789abcdef0"), service.identity());
      Result attached =
          asrole().run("attach", "--role-session-name=it", service.pid(), AsRole.ROLE);
      assertEquals("", attached.err());
      assertEquals(SESSIONS + "it", service.identity());
      Result detached = asrole().run("detach", service.pid());
      assertTrue(
          detached.err().startsWith("asrole: warning: the JVM has access keys"), detached.err());
      assertTrue(service.identity().endsWith("@i-0123456789abcdef0"), service.identity());
    }
  }

  @Test
  void warnsAtAnAttachOfKeysThatSomebodySet() {
    Map<String, String> chosen = new HashMap<>();
    asrole()
        .run("--role-session-name=chosen", AsRole.ROLE, "--", "env")
        .out()
        .lines()
        .filter(line -> line.startsWith("AWS_"))
        .forEach(line -> chosen.put(line.split("=", 2)[0], line.split("=", 2)[1]));
    AsRole surroundings = asrole();
    for (String name : List.of("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN")) {
      surroundings = surroundings.with(name, chosen.getOrDefault(name, ""));
    }
    try (Service service = Service.startOnEnvironment(surroundings)) {
      String[] attach = {"attach", "--role-session-name=it", service.pid(), AsRole.ROLE};
      Result attached = asrole().run(attach);
      assertTrue(attached.out().contains(": idle ExampleAssumedRole until "), attached.out());
      assertEquals(
          "asrole: warning: the JVM's environment has AWS_ACCESS_KEY_ID, not from asrole:"
              + " credential chains that read the environment first keep those keys; to replace them"
              + " too: asrole attach --scope all "
              + service.pid()
              + " ExampleAssumedRole\n",
          attached.err());
      assertEquals(SESSIONS + "chosen", service.identity());
      Result all =
          asrole()
              .run("attach", "--role-session-name=it", "--scope=all", service.pid(), AsRole.ROLE);
      assertEquals("", all.err());
      assertEquals(SESSIONS + "it", service.identity());
    }
  }
}
