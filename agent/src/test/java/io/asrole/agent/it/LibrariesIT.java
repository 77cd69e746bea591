// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.agent.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.asrole.agent.it.targets.UseLibrary;
import io.asrole.sandbox.Sandbox;
import io.asrole.sandbox.SandboxOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.services.sts.model.Credentials;

/** Libraries that find AWS credentials by themselves use the role, renewed, and no other one. */
@Tag("one-jdk")
class LibrariesIT {
  private static final String CHOSEN = "AKIACHOSENINCODE0000";

  /** The program uses at most so many providers in turn. */
  private static final int PROVIDERS = 3;

  @AutoClose
  final Sandbox aws = Sandbox.start(SandboxOptions.defaults().withLifetime(Duration.ofSeconds(8)));

  @TempDir Path folder;
  @AutoClose RoleInSandbox role;

  @BeforeEach
  void opensARole() {
    role = new RoleInSandbox(aws, folder);
  }

  @ParameterizedTest
  @CsvSource({
    "mongodb-5.14, hooked com.mongodb in mongodb-driver-core-5.14.0.jar",
    "mongodb-4.7, hooked com.mongodb in mongodb-driver-core-4.7.2.jar",
    "google-auth, hooked com.google.auth in google-auth-library-oauth2-http-1.57.0.jar",
    "minio-9, hooked io.minio in minio-9.0.4.jar",
    "minio-8, hooked io.minio in minio-8.5.17.jar",
    "hazelcast-5.3, hooked com.hazelcast in hazelcast-5.3.8.jar",
    "hazelcast-5.7, hooked com.hazelcast in hazelcast-5.7.0.jar",
    "kotlin, hooked the AWS SDK aws.sdk.kotlin in aws-config-jvm-1.8.12.jar",
    "kotlin-1.6, hooked the AWS SDK aws.sdk.kotlin in aws-config-jvm-1.6.0.jar",
  })
  void useTheRoleAndNoOther(String library, String line) throws Exception {
    boolean calls = library.equals("kotlin-1.6");
    Credentials first = role.renew("first");
    int signedByBase = signedByBase();
    try (Jvm.Running jvm = start(library, role.agent(""))) {
      assertEquals("chosen=" + expectedChoice(library), jvm.await("chosen="));
      String before = "used=" + (calls ? arn("first") : first.accessKeyId());
      for (int provider = 0; provider < PROVIDERS; provider++) {
        assertEquals(before, jvm.await("used="));
      }
      Credentials second = role.renew("second");
      String after = "used=" + (calls ? arn("second") : second.accessKeyId());
      String used = before;
      while (used.equals(before)) {
        used = jvm.await("");
      }
      assertEquals(after, used);
      for (int provider = 1; provider < PROVIDERS; provider++) {
        assertEquals(after, jvm.await(""));
      }
      List<String> said = Jvm.said(jvm.end());
      assertEquals(2, said.size(), "" + said);
      assertTrue(said.contains(line), "" + said);
    }
    // The test itself has assumed the role once more.
    assertEquals(signedByBase + 1 + (calls ? 1 : 0), signedByBase());
  }

  /** The SDK for Kotlin suspends in the instance's provider, and resumes. */
  @Test
  void useTheRoleFromAnAttachToADetach() throws Exception {
    role.renew("attached");
    try (Jvm.Running jvm = start("kotlin-1.6")) {
      jvm.await("used=" + RoleInSandbox.BASE_ARN);
      String answer = Attacher.ask(jvm.process(), role.arguments(""));
      assertTrue(answer.matches("ok \\S+ [1-9] 0"), answer);
      jvm.await("used=" + arn("attached"));
      assertEquals("ok " + Jvm.VERSION + " 0 0", Attacher.ask(jvm.process(), ""));
      jvm.await("used=" + RoleInSandbox.BASE_ARN);
    }
  }

  private static String expectedChoice(String library) {
    return library.equals("kotlin")
        ? CHOSEN + "," + CHOSEN
        : library.equals("kotlin-1.6") ? RoleInSandbox.BASE_ARN : CHOSEN;
  }

  private static String arn(String session) {
    return "arn:aws:sts::123456789012:assumed-role/ExampleAssumedRole/" + session;
  }

  private int signedByBase() {
    return aws.counters().callers().getOrDefault(RoleInSandbox.BASE_ARN, 0);
  }

  private Jvm.Running start(String library, String... options) throws Exception {
    Path config = folder.resolve("config");
    Files.writeString(
        config,
        "[profile chosen]\naws_access_key_id = " + CHOSEN + "\naws_secret_access_key = secret\n");
    AwsSessionCredentials base = role.base();
    return new Jvm()
        .addOptions(List.of(options))
        .addClassPath(Jvm.sdk(library))
        .addEnvironment(aws.environment())
        .addEnvironment("AWS_REGION", "us-east-1")
        .addEnvironment("AWS_CONFIG_FILE", config.toString())
        .start(
            UseLibrary.class,
            library,
            role.variable("AWS_ENDPOINT_URL_STS"),
            base.accessKeyId(),
            base.secretAccessKey(),
            base.sessionToken());
  }
}
