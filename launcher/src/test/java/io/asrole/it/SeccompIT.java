// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.asrole.it.AsRole.Result;
import io.asrole.it.targets.ForbidProcesses;
import io.asrole.sandbox.Sandbox;
import io.asrole.sandbox.SandboxOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** The agent in a JVM that forbids itself to start processes, as OpenSearch does. */
class SeccompIT {
  private static final String BASE =
      "arn:aws:sts::123456789012:assumed-role/ExampleRole/i-0123456789abcdef0";
  private static final String SESSIONS =
      "arn:aws:sts::123456789012:assumed-role/ExampleAssumedRole/";

  @TempDir Path home;

  @Test
  @Execution(ExecutionMode.CONCURRENT) // it waits for credentials to end
  void renewsTheRoleAndChangesItWithTheShellOfTheStart() {
    Duration life = Duration.ofSeconds(12);
    try (Sandbox brief = Sandbox.start(SandboxOptions.defaults().withLifetime(life));
        Service service = start(AsRole.in(brief, home), agent())) {
      Instant end = Instant.now().plus(life.multipliedBy(2));
      do {
        assertTrue(service.identity().startsWith(SESSIONS), service.complaints());
      } while (Instant.now().isBefore(end));
      assertEquals(0, brief.counters().signedWithExpiredKeys());

      String[] attach = {"attach", "--role-session-name=other", service.pid(), AsRole.ROLE};
      Result attached = AsRole.in(brief, home).run(attach);
      assertEquals(0, attached.exitCode(), attached.err());
      assertEquals(SESSIONS + "other", service.identity());
      assertFalse(service.complaints().contains("cannot"), service.complaints());
    }
  }

  @Test
  void refusesAnAttachThatCannotStartTheShell() throws IOException {
    try (Sandbox aws = Sandbox.start();
        Service service = start(AsRole.in(aws, home))) {
      Result result = AsRole.in(aws, home).run("attach", service.pid(), AsRole.ROLE);
      assertEquals(125, result.exitCode());
      assertEquals(1, result.err().lines().count(), result.err());
      String documented = documentedSentence();
      assertEquals(
          "asrole: " + documented,
          result.err().strip().replaceFirst("\\(.*\\)", "(REASON)"),
          result.err());
      assertEquals(BASE, service.identity());
      assertEquals(0, aws.counters().calls("sts.AssumeRole"));
      assertEquals(
          "",
          AsRole.in(aws, home)
              .run("attach", "--list")
              .out()
              .lines()
              .filter(line -> line.contains(service.pid()) && line.contains(AsRole.ROLE))
              .findAny()
              .orElse(""));
    }
  }

  @Test
  void namesTheFilterIfTheShellHasEnded() {
    Duration life = Duration.ofSeconds(12);
    try (Sandbox brief = Sandbox.start(SandboxOptions.defaults().withLifetime(life));
        Service service = start(AsRole.in(brief, home), agent())) {
      assertTrue(service.identity().startsWith(SESSIONS), service.complaints());
      List<ProcessHandle> children =
          ProcessHandle.of(Long.parseLong(service.pid())).orElseThrow().children().toList();
      assertEquals(1, children.size());
      children.get(0).destroyForcibly();
      String reason = ": this JVM has a seccomp filter: restart the JVM";
      Await.until(() -> service.complaints().contains(reason), service::complaints);
      assertTrue(service.complaints().contains("Z cannot refresh the credentials for "));
    }
  }

  private static String agent() {
    return "-javaagent:" + AsRole.STAGED.resolve("lib/asrole-agent.jar") + "=" + AsRole.ROLE;
  }

  private static Service start(AsRole surroundings, String... options) {
    Service service = Service.start(surroundings, AsRole.JAVA_HOME, ForbidProcesses.class, options);
    assertTrue(service.complaints().contains("forbidden: "), service.complaints());
    return service;
  }

  /** The row of docs/agent.md about the filter. */
  private static String documentedSentence() throws IOException {
    return Files.readAllLines(Path.of("..", "docs", "agent.md")).stream()
        .filter(line -> line.startsWith("| `this JVM has a seccomp filter"))
        .map(line -> line.split("`", -1)[1])
        .findFirst()
        .orElseThrow();
  }
}
