// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.agent.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.asrole.sandbox.Sandbox;
import io.asrole.sandbox.SandboxOptions;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Unmodified programs from Maven Central, started as in their manuals. */
class ProgramsIT {
  private static final Pattern PORT = Pattern.compile("\\{0\\.0\\.0\\.0:(\\d+)}");

  @AutoClose
  final Sandbox aws = Sandbox.start(SandboxOptions.defaults().withLifetime(Duration.ofSeconds(8)));

  @TempDir Path folder;
  @AutoClose RoleInSandbox role;
  @AutoClose AwsBehindProxy services;

  @BeforeEach
  void opensARole() throws Exception {
    role = new RoleInSandbox(aws, folder);
    services = new AwsBehindProxy(folder);
  }

  @Test
  void keepsPrometheusCloudwatchExporterInTheRole() throws Exception {
    Path metrics = folder.resolve("metrics.yml");
    Files.writeString(
        metrics,
        """
        region: us-east-1
        metrics:
        - aws_namespace: AWS/ELB
          aws_metric_name: RequestCount
        """);
    String first = role.renew().accessKeyId();
    try (Jvm.Running exporter =
        jvm()
            .startProgram(
                List.of("-jar", Jvm.sdk("cloudwatch-exporter"), "0", metrics.toString()))) {
      Matcher port = PORT.matcher(exporter.awaitError("Started ServerConnector"));
      assertTrue(port.find());
      String url = "http://127.0.0.1:" + port.group(1) + "/metrics";
      scrape(url);
      assertEquals(new AwsBehindProxy.Request("monitoring", first), services.take());
      String second = role.renew().accessKeyId();
      assertTimeoutPreemptively(
          Duration.ofMinutes(1),
          () -> {
            do {
              scrape(url);
            } while (!signedBy(second, first));
          });
    }
  }

  @Test
  void keepsTheKinesisClientLibraryInTheRole() throws Exception {
    Files.writeString(
        folder.resolve("stream.properties"),
        """
        executableName = cat
        streamName = stream
        applicationName = application
        AWSCredentialsProvider = DefaultAWSCredentialsProviderChain
        regionName = us-east-1
        parentShardPollIntervalMillis = 1000
        """);
    String first = role.renew().accessKeyId();
    try (Jvm.Running daemon =
        jvm()
            .startProgram(
                List.of(
                    "-cp",
                    folder + ":" + Jvm.sdk("kinesis-client-library"),
                    "com.amazonaws.services.kinesis.multilang.MultiLangDaemon",
                    "stream.properties"))) {
      daemon.awaitError("Initialization attempt 1");
      assertEquals(new AwsBehindProxy.Request("dynamodb", first), services.take());
      String second = role.renew().accessKeyId();
      assertTimeoutPreemptively(
          Duration.ofMinutes(1),
          () -> {
            while (!signedBy(second, first)) {}
          });
    }
  }

  /** The driver of the database calls AWS for a password. */
  @ParameterizedTest
  @ValueSource(strings = {"sqlline-v1", "sqlline-v2"})
  void hasSqllineAskForItsPasswordInTheRole(String sqlline) throws Exception {
    String key = role.renew().accessKeyId();
    Jvm.Result result =
        jvm()
            .runProgram(
                List.of(
                    "-cp",
                    Jvm.sdk(sqlline),
                    "sqlline.SqlLine",
                    "-u",
                    "jdbc:redshift:iam://cluster:us-east-1/dev?DbUser=me",
                    "-n",
                    "me",
                    "-p",
                    "none",
                    "-e",
                    "!quit"));
    Set<AwsBehindProxy.Request> requests = new HashSet<>(services.rest());
    assertEquals(Set.of(new AwsBehindProxy.Request("redshift", key)), requests, result.err());
  }

  /** Whether the next request has the new keys. If not, it must have the old ones. */
  private boolean signedBy(String now, String before) throws InterruptedException {
    String signer = services.take().accessKeyId();
    if (!signer.equals(now)) {
      assertEquals(before, signer);
    }
    return signer.equals(now);
  }

  private static void scrape(String url) throws IOException {
    try (InputStream metrics = URI.create(url).toURL().openStream()) {
      metrics.readAllBytes();
    }
  }

  private Jvm jvm() {
    Map<String, String> environment = new HashMap<>(aws.environment());
    environment.remove("AWS_ENDPOINT_URL"); // so that requests reach the proxy
    return new Jvm()
        .addOption(role.agent(""))
        .addOptions(services.options())
        .addEnvironment(environment);
  }
}
