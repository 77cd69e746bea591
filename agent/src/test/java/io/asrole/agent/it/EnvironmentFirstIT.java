// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.agent.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.asrole.agent.it.targets.CallThroughChain;
import io.asrole.sandbox.Sandbox;
import io.asrole.sandbox.SandboxOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.sts.model.Credentials;

/** Libraries with credential chains that read the environment first, and keys there by asrole. */
class EnvironmentFirstIT {
  private static final Duration LIFE = Duration.ofSeconds(8);
  private static final String CALLED =
      "called as arn:aws:sts::123456789012:assumed-role/ExampleAssumedRole/";

  @AutoClose final Sandbox aws = Sandbox.start(SandboxOptions.defaults().withLifetime(LIFE));

  @TempDir Path folder;
  @AutoClose RoleInSandbox role;

  @BeforeEach
  void opensARole() {
    role = new RoleInSandbox(aws, folder);
  }

  @Test
  void outliveTheEnvironmentsKeysTwiceOver() throws Exception {
    Map<String, String> keys = keys(role.renew("life-0"));
    AtomicInteger halfLives = new AtomicInteger();
    ScheduledExecutorService renewal = Executors.newSingleThreadScheduledExecutor();
    long half = LIFE.toMillis() / 2;
    List<Jvm.Running> libraries = new ArrayList<>();
    try {
      ScheduledFuture<?> renewals =
          renewal.scheduleAtFixedRate(
              () -> renew(halfLives.incrementAndGet()), half, half, TimeUnit.MILLISECONDS);
      for (String library : List.of("s3a-3.3", "s3a-3.4", "msk-iam-auth", "micronaut")) {
        libraries.add(
            jvm(library, keys)
                .start(CallThroughChain.class, library, role.variable("AWS_ENDPOINT_URL_STS")));
      }
      for (Jvm.Running library : libraries) {
        while (life(library) < 4) {}
      }
      assertFalse(renewals.isDone(), "a renewal failed");
      for (Jvm.Running library : libraries) {
        List<String> said = Jvm.said(library.end());
        assertTrue(said.get(0).startsWith("this JVM uses the role ExampleAssumedRole"), "" + said);
        List<String> more = said.subList(1, said.size());
        assertFalse(more.isEmpty());
        assertTrue(
            more.stream().allMatch(line -> line.startsWith("hooked the AWS SDK ")), "" + said);
      }
    } finally {
      renewal.shutdownNow();
      for (Jvm.Running library : libraries) {
        library.close();
      }
    }
    assertEquals(0, aws.counters().signedWithExpiredKeys());
  }

  private void renew(int halfLife) {
    try {
      role.renew("life-" + halfLife);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The number of half lives from the start to the session that signs the next call. */
  private static int life(Jvm.Running library) throws IOException {
    String line = library.await("");
    assertTrue(line.startsWith(CALLED), line);
    return Integer.parseInt(line.substring(line.lastIndexOf('-') + 1));
  }

  @Test
  void keepKeysThatAUserSetInAShellOfAsrole() throws Exception {
    String issued = role.renew("issued").accessKeyId();
    Map<String, String> chosen = keys(role.renew("chosen"));
    role.renew("agents");
    try (Jvm.Running jvm =
        jvm("v2-newest", chosen)
            .addEnvironment("ASROLE_ACCESS_KEY_ID", issued)
            .start(CallThroughChain.class, "environment", role.variable("AWS_ENDPOINT_URL_STS"))) {
      assertEquals(CALLED + "chosen", jvm.await("called"));
    }
  }

  @Test
  void replaceKeysThatTheCredentialProcessPrinted() throws Exception {
    Map<String, String> keys = keys(role.renew("first"));
    try (Jvm.Running jvm =
        jvm("v2-newest", keys)
            .addEnvironment("ASROLE_ACCESS_KEY_ID", "")
            .start(CallThroughChain.class, "environment", role.variable("AWS_ENDPOINT_URL_STS"))) {
      jvm.await(CALLED + "first");
      role.renew("second");
      String line;
      do {
        line = jvm.await("");
        assertTrue(line.startsWith(CALLED), line);
      } while (!line.endsWith("/second"));
    }
  }

  /** The environment of a program that asrole started. */
  private Jvm jvm(String library, Map<String, String> keys) throws IOException {
    return new Jvm()
        .addOption(role.agent(""))
        .addClassPath(Jvm.sdk(library))
        .addEnvironment(aws.environment())
        .addEnvironment("ASROLE_ROLE", "arn:aws:iam::123456789012:role/ExampleAssumedRole")
        .addEnvironment("ASROLE_ACCESS_KEY_ID", keys.getOrDefault("AWS_ACCESS_KEY_ID", ""))
        .addEnvironment(keys);
  }

  private static Map<String, String> keys(Credentials credentials) {
    return Map.of(
        "AWS_ACCESS_KEY_ID", credentials.accessKeyId(),
        "AWS_SECRET_ACCESS_KEY", credentials.secretAccessKey(),
        "AWS_SESSION_TOKEN", credentials.sessionToken());
  }
}
