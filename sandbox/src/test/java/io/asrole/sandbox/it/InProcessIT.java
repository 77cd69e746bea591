// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.sandbox.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.amazonaws.client.builder.AwsClientBuilder.EndpointConfiguration;
import com.amazonaws.services.securitytoken.AWSSecurityTokenService;
import com.amazonaws.services.securitytoken.AWSSecurityTokenServiceClientBuilder;
import com.amazonaws.services.securitytoken.model.GetCallerIdentityRequest;
import io.asrole.sandbox.junit.SandboxExtension;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.InstanceProfileCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.Credentials;
import software.amazon.awssdk.services.sts.model.StsException;

/** SDKs in the JVM of the tests: nothing but the sandbox's system properties leads them to it. */
@Timeout(60)
class InProcessIT {
  private static final String ROLE = "arn:aws:iam::123456789012:role/ExampleAssumedRole";
  private static final String INSTANCE =
      "arn:aws:sts::123456789012:assumed-role/ExampleRole/i-0123456789abcdef0";

  @RegisterExtension
  static final SandboxExtension aws = new SandboxExtension().withSystemProperties();

  private static final String TIMEOUT = "aws.ec2MetadataServiceTimeout";

  /** The SDK gives instance metadata one second, which a busy machine may need itself. */
  @BeforeAll
  static void givesInstanceMetadataTime() {
    System.setProperty(TIMEOUT, "20");
  }

  @AfterAll
  static void givesItOneSecondAgain() {
    System.clearProperty(TIMEOUT);
  }

  @Test
  void theDefaultClientOfV2IsTheInstance() {
    try (StsClient sts = StsClient.create()) {
      assertEquals(INSTANCE, sts.getCallerIdentity().arn());
      assertEquals("us-east-1", sts.serviceClientConfiguration().region().id());
    }
  }

  @Test
  void theInstanceProfileProviderOfV1IsTheInstance() {
    // Not the default chain: it keeps its credentials in a static field, for all tests of the JVM.
    AWSSecurityTokenService sts =
        AWSSecurityTokenServiceClientBuilder.standard()
            .withEndpointConfiguration(
                new EndpointConfiguration(
                    aws.sandbox().stsEndpoint().toString(), aws.sandbox().world().region()))
            .withCredentials(new com.amazonaws.auth.InstanceProfileCredentialsProvider(false))
            .build();
    assertEquals(INSTANCE, sts.getCallerIdentity(new GetCallerIdentityRequest()).getArn());
    sts.shutdown();
  }

  @Test
  void aSessionEndsWhenTheClockIsMovedAndSignaturesStayValid() {
    try (StsClient instance = StsClient.create();
        StsClient role = client(open(instance))) {
      assertTrue(role.getCallerIdentity().arn().endsWith("/ExampleAssumedRole/alice"));
      aws.clock().advance(Duration.ofMinutes(61));
      StsException expired = assertThrows(StsException.class, role::getCallerIdentity);
      assertEquals("ExpiredToken", expired.awsErrorDetails().errorCode());
      try (StsClient again = client(open(instance))) {
        assertTrue(again.getCallerIdentity().arn().endsWith("/ExampleAssumedRole/alice"));
      }
    }
  }

  @Test
  void instanceMetadataServesNewCredentialsWhenTheClockIsMoved() {
    // The credentials of an earlier test end, so those below are new.
    aws.clock().advance(Duration.ofHours(6));
    AwsSessionCredentials before = instanceCredentials();
    aws.clock().advance(Duration.ofHours(4));
    assertEquals(before.accessKeyId(), instanceCredentials().accessKeyId());
    // In the last of six hours the new credentials are there, and the old ones are still valid.
    aws.clock().advance(Duration.ofMinutes(90));
    AwsSessionCredentials after = instanceCredentials();
    assertNotEquals(before.accessKeyId(), after.accessKeyId());
    try (StsClient old = client(before)) {
      assertEquals(INSTANCE, old.getCallerIdentity().arn());
      aws.clock().advance(Duration.ofMinutes(31));
      StsException expired = assertThrows(StsException.class, old::getCallerIdentity);
      assertEquals("ExpiredToken", expired.awsErrorDetails().errorCode());
    }
  }

  @Test
  void theClockRunsAheadOfTheMachineAndNeverBack() {
    Instant moved = aws.clock().instant();
    aws.clock().advance(Duration.ofDays(1));
    assertFalse(aws.clock().instant().isBefore(moved.plus(Duration.ofDays(1))));
    assertEquals(
        "the clock cannot be moved back by PT1S",
        assertThrows(
                IllegalArgumentException.class, () -> aws.clock().advance(Duration.ofSeconds(-1)))
            .getMessage());
  }

  @Test
  void aProcessLosesItsOwnCredentialsAndFindsTheSandbox() {
    ProcessBuilder process = new ProcessBuilder("true");
    process
        .environment()
        .putAll(Map.of("AWS_ACCESS_KEY_ID", "AKIAIOSFODNN7EXAMPLE", "AWS_PROFILE", "mine"));
    aws.applyTo(process);
    assertNull(process.environment().get("AWS_ACCESS_KEY_ID"));
    assertNull(process.environment().get("AWS_PROFILE"));
    assertEquals(
        aws.sandbox().stsEndpoint().toString(), process.environment().get("AWS_ENDPOINT_URL_STS"));
    assertEquals(System.getenv("PATH"), process.environment().get("PATH"));
  }

  private static AwsSessionCredentials open(StsClient client) {
    Credentials opened =
        client.assumeRole(r -> r.roleArn(ROLE).roleSessionName("alice")).credentials();
    return AwsSessionCredentials.create(
        opened.accessKeyId(), opened.secretAccessKey(), opened.sessionToken());
  }

  /** A new provider, as a provider keeps credentials by the clock of the machine. */
  private static AwsSessionCredentials instanceCredentials() {
    try (InstanceProfileCredentialsProvider provider =
        InstanceProfileCredentialsProvider.create()) {
      return (AwsSessionCredentials) provider.resolveCredentials();
    }
  }

  private static StsClient client(AwsSessionCredentials credentials) {
    return StsClient.builder()
        .credentialsProvider(StaticCredentialsProvider.create(credentials))
        .build();
  }
}
