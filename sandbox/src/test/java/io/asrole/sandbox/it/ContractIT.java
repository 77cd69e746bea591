// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.sandbox.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.amazonaws.auth.AWSStaticCredentialsProvider;
import com.amazonaws.auth.BasicSessionCredentials;
import com.amazonaws.auth.InstanceProfileCredentialsProvider;
import com.amazonaws.client.builder.AwsClientBuilder.EndpointConfiguration;
import com.amazonaws.services.securitytoken.AWSSecurityTokenService;
import com.amazonaws.services.securitytoken.AWSSecurityTokenServiceClientBuilder;
import com.amazonaws.services.securitytoken.model.AWSSecurityTokenServiceException;
import io.asrole.sandbox.Sandbox;
import io.asrole.sandbox.control.Fault;
import java.net.URI;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.providers.InstanceProfileRegionProvider;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.AssumeRoleRequest;
import software.amazon.awssdk.services.sts.model.AssumeRoleResponse;
import software.amazon.awssdk.services.sts.model.Credentials;
import software.amazon.awssdk.services.sts.model.PackedPolicyTooLargeException;
import software.amazon.awssdk.services.sts.model.StsException;
import software.amazon.awssdk.services.sts.model.Tag;

/** The official SDKs for Java, v2 and v1, against the sandbox. */
class ContractIT {
  private static final String ROLE = "arn:aws:iam::123456789012:role/ExampleAssumedRole";
  private static final String INSTANCE =
      "arn:aws:sts::123456789012:assumed-role/ExampleRole/i-0123456789abcdef0";
  private static final String V2_ENDPOINT = "aws.ec2MetadataServiceEndpoint";
  private static final String V1_ENDPOINT = "com.amazonaws.sdk.ec2MetadataServiceEndpointOverride";

  @AutoClose final Sandbox aws = Sandbox.start();

  @BeforeEach
  void pointsTheSdksAtTheSandbox() {
    System.setProperty(V2_ENDPOINT, variable("AWS_EC2_METADATA_SERVICE_ENDPOINT"));
    System.setProperty(V1_ENDPOINT, variable("AWS_EC2_METADATA_SERVICE_ENDPOINT"));
  }

  @AfterEach
  void pointsTheSdksBackAtEc2() {
    System.clearProperty(V2_ENDPOINT);
    System.clearProperty(V1_ENDPOINT);
  }

  @Test
  void v2IsTheInstanceByItsOwnInstanceProfileProvider() {
    try (StsClient sts = v2(instanceProfile())) {
      assertEquals(INSTANCE, sts.getCallerIdentity().arn());
      assertEquals("123456789012", sts.getCallerIdentity().account());
    }
    assertEquals(1, aws.counters().calls("imds.token"));
    assertEquals(2, aws.counters().calls("imds.get"));
  }

  @Test
  void v2FindsTheRegionInTheIdentityDocument() {
    assertEquals(Region.US_EAST_1, new InstanceProfileRegionProvider().getRegion());
  }

  @Test
  void v2AssumesTheRoleAndIsIt() {
    try (StsClient instance = v2(instanceProfile())) {
      AssumeRoleResponse opened = instance.assumeRole(request().build());
      assertTrue(opened.assumedRoleUser().assumedRoleId().matches("AROA[A-Z2-7]{17}:alice"));
      try (StsClient role = v2(opened.credentials())) {
        assertEquals(
            "arn:aws:sts::123456789012:assumed-role/ExampleAssumedRole/alice",
            role.getCallerIdentity().arn());
      }
    }
  }

  @Test
  void v2ReadsTheErrorFrame() {
    try (StsClient sts = v2(instanceProfile())) {
      StsException denied =
          assertThrows(
              StsException.class, () -> sts.assumeRole(request().roleArn(ROLE + "Two").build()));
      assertEquals("AccessDenied", denied.awsErrorDetails().errorCode());
      assertEquals(
          "User: "
              + INSTANCE
              + " is not authorized to perform: sts:AssumeRole on resource: "
              + ROLE
              + "Two",
          denied.awsErrorDetails().errorMessage());
      assertEquals(403, denied.statusCode());
      assertTrue(Objects.requireNonNull(denied.requestId()).length() == 36);
    }
  }

  @Test
  void v2RetriesThroughThrottling() {
    aws.queue(Fault.throttle("sts.GetCallerIdentity").times(2));
    try (StsClient sts = v2(instanceProfile())) {
      assertEquals(INSTANCE, sts.getCallerIdentity().arn());
    }
    assertEquals(3, aws.counters().calls("sts.GetCallerIdentity"));
  }

  @Test
  void v2KnowsTheCodesOfModelledErrors() {
    Tag[] tags = new Tag[40];
    for (int i = 0; i < tags.length; i++) {
      tags[i] = Tag.builder().key("key" + i).value("v".repeat(200)).build();
    }
    try (StsClient sts = v2(instanceProfile())) {
      assertThrows(
          PackedPolicyTooLargeException.class, () -> sts.assumeRole(request().tags(tags).build()));
    }
  }

  @Test
  void v2SignsSessionPoliciesWithEveryCharacter() {
    String policy =
        """
        {"Version": "2012-10-17", "Statement": [{"Effect": "Deny", "Action": "*", "Resource": "*",
          "Condition": {"StringLike": {"sts:ExternalId": "a+b c=d&e%f/g~hé*"}}}]}
        """;
    try (StsClient sts = v2(instanceProfile())) {
      sts.assumeRole(request().policy(policy).build());
    }
    assertEquals(policy, aws.counters().lastAssumeRole().get("Policy"));
  }

  @Test
  void v1IsTheInstanceByItsOwnInstanceProfileProvider() {
    AWSSecurityTokenService sts =
        v1(InstanceProfileCredentialsProvider.createAsyncRefreshingProvider(false));
    assertEquals(INSTANCE, sts.getCallerIdentity(v1Identity()).getArn());
    sts.shutdown();
  }

  @Test
  void v1AssumesTheRoleAndIsIt() {
    AWSSecurityTokenService instance =
        v1(InstanceProfileCredentialsProvider.createAsyncRefreshingProvider(false));
    com.amazonaws.services.securitytoken.model.Credentials opened =
        instance.assumeRole(v1Request()).getCredentials();
    AWSSecurityTokenService role =
        v1(
            new AWSStaticCredentialsProvider(
                new BasicSessionCredentials(
                    opened.getAccessKeyId(),
                    opened.getSecretAccessKey(),
                    opened.getSessionToken())));
    assertEquals(
        "arn:aws:sts::123456789012:assumed-role/ExampleAssumedRole/alice",
        role.getCallerIdentity(v1Identity()).getArn());
    role.shutdown();
    instance.shutdown();
  }

  @Test
  void v1ReadsTheErrorFrame() {
    AWSSecurityTokenService sts =
        v1(InstanceProfileCredentialsProvider.createAsyncRefreshingProvider(false));
    AWSSecurityTokenServiceException error =
        assertThrows(
            AWSSecurityTokenServiceException.class,
            () -> sts.assumeRole(v1Request().withDurationSeconds(3601)));
    assertEquals("ValidationError", error.getErrorCode());
    assertEquals(
        "The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role"
            + " chaining.",
        error.getErrorMessage());
    sts.shutdown();
  }

  private static AwsCredentialsProvider instanceProfile() {
    return software.amazon.awssdk.auth.credentials.InstanceProfileCredentialsProvider.create();
  }

  private static AssumeRoleRequest.Builder request() {
    return AssumeRoleRequest.builder().roleArn(ROLE).roleSessionName("alice");
  }

  private StsClient v2(Credentials credentials) {
    return v2(
        StaticCredentialsProvider.create(
            AwsSessionCredentials.create(
                credentials.accessKeyId(),
                credentials.secretAccessKey(),
                credentials.sessionToken())));
  }

  private StsClient v2(AwsCredentialsProvider provider) {
    return StsClient.builder()
        .region(Region.US_EAST_1)
        .endpointOverride(URI.create(variable("AWS_ENDPOINT_URL_STS")))
        .credentialsProvider(provider)
        .build();
  }

  private AWSSecurityTokenService v1(com.amazonaws.auth.AWSCredentialsProvider provider) {
    return AWSSecurityTokenServiceClientBuilder.standard()
        .withEndpointConfiguration(
            new EndpointConfiguration(variable("AWS_ENDPOINT_URL_STS"), "us-east-1"))
        .withCredentials(provider)
        .build();
  }

  private static com.amazonaws.services.securitytoken.model.AssumeRoleRequest v1Request() {
    return new com.amazonaws.services.securitytoken.model.AssumeRoleRequest()
        .withRoleArn(ROLE)
        .withRoleSessionName("alice");
  }

  private static com.amazonaws.services.securitytoken.model.GetCallerIdentityRequest v1Identity() {
    return new com.amazonaws.services.securitytoken.model.GetCallerIdentityRequest();
  }

  private String variable(String name) {
    return Objects.requireNonNull(aws.environment().get(name));
  }
}
