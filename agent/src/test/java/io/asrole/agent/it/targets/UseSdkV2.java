// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.agent.it.targets;

import java.net.URI;
import java.util.concurrent.CompletableFuture;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProviderChain;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.ContainerCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.EnvironmentVariableCredentialsProvider;
import software.amazon.awssdk.auth.credentials.InstanceProfileCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sts.StsAsyncClient;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.GetCallerIdentityRequest;

/**
 * Prints the access key ids of many providers of SDK v2. It is compiled with the newest version and
 * run with every version.
 */
public final class UseSdkV2 {
  private UseSdkV2() {}

  @SuppressWarnings("deprecation")
  public static void main(String[] arguments) throws Exception {
    AwsCredentialsProvider byDefault = DefaultCredentialsProvider.create();
    AwsCredentials credentials = byDefault.resolveCredentials();
    print("default", byDefault);
    System.out.println("same=" + (credentials == byDefault.resolveCredentials()));
    System.out.println("token=" + ((AwsSessionCredentials) credentials).sessionToken());
    System.out.println("expires=" + property(credentials, "expirationTime"));
    System.out.println("account=" + property(credentials, "accountId"));
    System.out.println("provider=" + property(credentials, "providerName"));
    System.out.println("identity=" + identity(byDefault));
    AwsCredentialsProvider instance = InstanceProfileCredentialsProvider.builder().build();
    print("instance", instance);
    print("container", container());
    print("chain", AwsCredentialsProviderChain.builder().addCredentialsProvider(instance).build());
    AwsCredentialsProvider environment = EnvironmentVariableCredentialsProvider.create();
    print("environment", environment);
    AwsCredentialsProvider fixed =
        StaticCredentialsProvider.create(environment.resolveCredentials());
    print("static", fixed);
    if (arguments.length > 0) {
      URI sts = URI.create(arguments[0]);
      System.out.println("sync=" + arn(sts, byDefault));
      System.out.println("sync-instance=" + arn(sts, instance));
      System.out.println("sync-static=" + arn(sts, fixed));
      System.out.println("async=" + asyncArn(sts));
    }
  }

  /** Uses reflection, because the return type of build() has changed since 2.0. */
  private static AwsCredentialsProvider container() throws Exception {
    return (AwsCredentialsProvider)
        ContainerCredentialsProvider.Builder.class
            .getMethod("build")
            .invoke(ContainerCredentialsProvider.builder());
  }

  private static void print(String name, AwsCredentialsProvider provider) {
    System.out.println(name + "=" + provider.resolveCredentials().accessKeyId());
  }

  private static String arn(URI sts, AwsCredentialsProvider provider) {
    try (StsClient client =
        StsClient.builder()
            .region(Region.US_EAST_1)
            .endpointOverride(sts)
            .credentialsProvider(provider)
            .build()) {
      return client.getCallerIdentity(GetCallerIdentityRequest.builder().build()).arn();
    }
  }

  private static String asyncArn(URI sts) {
    try (StsAsyncClient client =
        StsAsyncClient.builder().region(Region.US_EAST_1).endpointOverride(sts).build()) {
      return client.getCallerIdentity(GetCallerIdentityRequest.builder().build()).join().arn();
    }
  }

  /** Sets a property that older versions do not have. */
  private static Object property(AwsCredentials credentials, String name) throws Exception {
    try {
      return AwsSessionCredentials.class.getMethod(name).invoke(credentials);
    } catch (NoSuchMethodException e) {
      return "none";
    }
  }

  /** The identity API of 2.21 and later. */
  private static String identity(AwsCredentialsProvider provider) throws Exception {
    try {
      Object identity =
          ((CompletableFuture<?>)
                  AwsCredentialsProvider.class.getMethod("resolveIdentity").invoke(provider))
              .join();
      return ((AwsCredentials) identity).accessKeyId();
    } catch (NoSuchMethodException e) {
      return "none";
    }
  }
}
