// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package com.example;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.asrole.sandbox.Sandbox;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.InstanceProfileCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.Credentials;

final class ServiceTest {
  @Test
  void theAgentOfTheRepositoryGivesTheServiceTheRoleInTheSandboxOfTheRepository(
      @TempDir Path folder) throws Exception {
    try (Sandbox aws = Sandbox.start()) {
      Path file = folder.resolve("credentials.json");
      writeCredentials(aws.environment(), file);
      Path output = folder.resolve("output");
      ProcessBuilder service =
          new ProcessBuilder(
              Path.of(System.getProperty("java.home"), "bin", "java").toString(),
              "-javaagent:target/asrole-agent.jar=ExampleAssumedRole,command=cat " + file,
              "-cp",
              System.getProperty("java.class.path"),
              CallerIdentity.class.getName(),
              aws.environment().get("AWS_ENDPOINT_URL_STS"));
      service.environment().putAll(aws.environment());
      service.redirectOutput(output.toFile()).redirectError(ProcessBuilder.Redirect.INHERIT);

      assertEquals(0, service.start().waitFor());
      assertEquals(
          "arn:aws:sts::123456789012:assumed-role/ExampleAssumedRole/consumer\n",
          Files.readString(output));
    }
  }

  private static void writeCredentials(Map<String, String> aws, Path file) throws Exception {
    try (InstanceProfileCredentialsProvider instance =
            InstanceProfileCredentialsProvider.builder()
                .endpoint(aws.get("AWS_EC2_METADATA_SERVICE_ENDPOINT"))
                .build();
        StsClient sts =
            StsClient.builder()
                .region(Region.US_EAST_1)
                .endpointOverride(URI.create(aws.get("AWS_ENDPOINT_URL_STS")))
                .credentialsProvider(instance)
                .build()) {
      Credentials role =
          sts.assumeRole(
                  request ->
                      request
                          .roleArn("arn:aws:iam::123456789012:role/ExampleAssumedRole")
                          .roleSessionName("consumer"))
              .credentials();
      Files.writeString(
          file,
          String.format(
              "{\"Version\": 1, \"AccessKeyId\": \"%s\", \"SecretAccessKey\": \"%s\","
                  + " \"SessionToken\": \"%s\", \"Expiration\": \"%s\"}",
              role.accessKeyId(),
              role.secretAccessKey(),
              role.sessionToken(),
              role.expiration()));
    }
  }
}
