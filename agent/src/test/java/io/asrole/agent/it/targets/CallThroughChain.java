// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.agent.it.targets;

import com.amazonaws.auth.AWSCredentialsProvider;
import com.amazonaws.client.builder.AwsClientBuilder.EndpointConfiguration;
import com.amazonaws.services.securitytoken.AWSSecurityTokenService;
import com.amazonaws.services.securitytoken.AWSSecurityTokenServiceClientBuilder;
import com.amazonaws.services.securitytoken.model.GetCallerIdentityRequest;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.URI;
import java.util.Map;
import java.util.function.Supplier;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sts.StsClient;

/**
 * Calls AWS with the default credential chain of a library: Hadoop S3A on either SDK, MSK IAM auth
 * for Kafka, or Micronaut.
 */
public final class CallThroughChain {
  private static final String S3A = "org.apache.hadoop.fs.s3a.";
  private static final URI BUCKET = URI.create("s3a://bucket/");

  private CallThroughChain() {}

  public static void main(String[] arguments) throws Exception {
    Supplier<String> call =
        switch (arguments[0]) {
          case "s3a-3.3" ->
              V1.call(arguments[1], s3a(S3A + "S3AUtils", "createAWSCredentialProviderSet"));
          case "s3a-3.4" ->
              V2.call(
                  arguments[1],
                  s3a(
                      S3A + "auth.CredentialProviderListFactory",
                      "createAWSCredentialProviderList"));
          case "micronaut" -> V2.call(arguments[1], micronaut());
          case "environment" -> V2.call(arguments[1], environment());
          default -> V2.call(arguments[1], msk());
        };
    InputLine end = InputLine.expect();
    do {
      try {
        System.out.println("called as " + call.get());
      } catch (RuntimeException e) {
        System.out.println("failed: " + e);
      }
    } while (!end.comesWithin(50));
  }

  /** The providers of S3A with its default configuration. */
  private static Object s3a(String type, String method) throws ReflectiveOperationException {
    Class<?> configuration = Class.forName("org.apache.hadoop.conf.Configuration");
    return invoke(
        Class.forName(type).getMethod(method, URI.class, configuration),
        BUCKET,
        configuration.getConstructor().newInstance());
  }

  private static Object msk() throws ReflectiveOperationException {
    return Class.forName("software.amazon.msk.auth.iam.internals.MSKCredentialProvider")
        .getConstructor(Map.class)
        .newInstance(Map.of());
  }

  /** The chain that Micronaut injects. */
  private static Object micronaut() throws ReflectiveOperationException {
    Object context =
        Class.forName("io.micronaut.context.ApplicationContext")
            .getMethod("run", String[].class)
            .invoke(null, (Object) new String[0]);
    return Class.forName("io.micronaut.context.BeanLocator")
        .getMethod("getBean", Class.class)
        .invoke(
            context,
            Class.forName("software.amazon.awssdk.auth.credentials.AwsCredentialsProviderChain"));
  }

  private static Object environment() throws ReflectiveOperationException {
    return Class.forName(
            "software.amazon.awssdk.auth.credentials.EnvironmentVariableCredentialsProvider")
        .getMethod("create")
        .invoke(null);
  }

  private static Object invoke(Method method, Object... arguments)
      throws ReflectiveOperationException {
    try {
      return method.invoke(null, arguments);
    } catch (InvocationTargetException e) {
      throw new IllegalStateException(e.getCause());
    }
  }

  /** Nested classes, because only one of the SDKs is on the class path. */
  private static final class V1 {
    static Supplier<String> call(String endpoint, Object provider) {
      AWSSecurityTokenService sts =
          AWSSecurityTokenServiceClientBuilder.standard()
              .withEndpointConfiguration(new EndpointConfiguration(endpoint, "us-east-1"))
              .withCredentials((AWSCredentialsProvider) provider)
              .build();
      return () -> sts.getCallerIdentity(new GetCallerIdentityRequest()).getArn();
    }
  }

  private static final class V2 {
    static Supplier<String> call(String endpoint, Object provider) {
      StsClient sts =
          StsClient.builder()
              .region(Region.US_EAST_1)
              .endpointOverride(URI.create(endpoint))
              .credentialsProvider((AwsCredentialsProvider) provider)
              .build();
      return () -> sts.getCallerIdentity().arn();
    }
  }
}
