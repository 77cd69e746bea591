// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.agent.it;

import io.asrole.sandbox.Sandbox;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Objects;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.InstanceProfileCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.Credentials;

/**
 * The instance role of the sandbox and an assumed role, with a file that has the credentials of the
 * assumed role. The credential process of the agent prints the file.
 */
final class RoleInSandbox implements AutoCloseable {
  static final String ROLE = "ExampleAssumedRole";
  static final String ARN = "arn:aws:sts::123456789012:assumed-role/ExampleAssumedRole/agent";
  static final String BASE_ARN =
      "arn:aws:sts::123456789012:assumed-role/ExampleRole/i-0123456789abcdef0";

  private final Sandbox aws;
  private final Path file;
  private final InstanceProfileCredentialsProvider instance;
  private final StsClient sts;

  RoleInSandbox(Sandbox aws, Path folder) {
    this.aws = aws;
    this.file = folder.resolve("credentials.json");
    this.instance =
        InstanceProfileCredentialsProvider.builder()
            .endpoint(variable("AWS_EC2_METADATA_SERVICE_ENDPOINT"))
            .build();
    this.sts =
        StsClient.builder()
            .region(Region.US_EAST_1)
            .endpointOverride(URI.create(variable("AWS_ENDPOINT_URL_STS")))
            .credentialsProvider(instance)
            .build();
  }

  /** The credentials of the instance role, which must not sign hooked calls. */
  AwsSessionCredentials base() {
    return (AwsSessionCredentials) instance.resolveCredentials();
  }

  /** Opens a role session and writes its document into the file. */
  Credentials renew() throws IOException {
    return renew("agent");
  }

  Credentials renew(String roleSessionName) throws IOException {
    Credentials role =
        sts.assumeRole(
                request ->
                    request
                        .roleArn("arn:aws:iam::123456789012:role/" + ROLE)
                        .roleSessionName(roleSessionName))
            .credentials();
    Path draft = file.resolveSibling("draft");
    Files.writeString(
        draft,
        String.format(
            "{\"Version\": 1, \"AccessKeyId\": \"%s\", \"SecretAccessKey\": \"%s\","
                + " \"SessionToken\": \"%s\", \"Expiration\": \"%s\", \"AccountId\":"
                + " \"123456789012\"}",
            role.accessKeyId(), role.secretAccessKey(), role.sessionToken(), role.expiration()));
    Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
    return role;
  }

  /** Deletes the file, so that the credential process fails. */
  void deleteCredentials() throws IOException {
    Files.delete(file);
  }

  /** The flag {@code -javaagent:...} with a credential process that prints the file. */
  String agent(String options) {
    return agent(Jvm.AGENT, options);
  }

  String agent(Path jar, String options) {
    return "-javaagent:" + jar + "=" + arguments(options);
  }

  /** The same options for an attach. */
  String arguments(String options) {
    return ROLE + options + ",command=cat " + file;
  }

  /** Creates a folder like an installation of asrole; its bin/asrole prints the file. */
  Path install() throws IOException {
    Path home = Files.createDirectories(file.resolveSibling("installed"));
    Path asrole = Files.createDirectories(home.resolve("bin")).resolve("asrole");
    Files.writeString(
        asrole,
        "#!/bin/sh\n[ \"$*\" = 'credentials --format process " + ROLE + "' ] && cat " + file);
    Files.setPosixFilePermissions(asrole, PosixFilePermissions.fromString("rwxr-xr-x"));
    Files.copy(Jvm.AGENT, Files.createDirectories(home.resolve("lib")).resolve("asrole-agent.jar"));
    return home;
  }

  String variable(String name) {
    return Objects.requireNonNull(aws.environment().get(name));
  }

  @Override
  public void close() {
    sts.close();
    instance.close();
  }
}
