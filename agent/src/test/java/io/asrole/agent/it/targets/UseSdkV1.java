// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.agent.it.targets;

import com.amazonaws.auth.AWSCredentials;
import com.amazonaws.auth.AWSCredentialsProvider;
import com.amazonaws.auth.AWSCredentialsProviderChain;
import com.amazonaws.auth.AWSSessionCredentials;
import com.amazonaws.auth.ContainerCredentialsProvider;
import com.amazonaws.auth.DefaultAWSCredentialsProviderChain;
import com.amazonaws.auth.EC2ContainerCredentialsProviderWrapper;
import com.amazonaws.auth.EnvironmentVariableCredentialsProvider;
import com.amazonaws.auth.InstanceProfileCredentialsProvider;
import com.amazonaws.services.securitytoken.AWSSecurityTokenService;
import com.amazonaws.services.securitytoken.AWSSecurityTokenServiceAsyncClient;
import com.amazonaws.services.securitytoken.AWSSecurityTokenServiceClient;
import com.amazonaws.services.securitytoken.model.GetCallerIdentityRequest;

/**
 * Prints the access key ids of many providers of SDK v1. It is compiled with the newest version and
 * run with every version.
 */
@SuppressWarnings("deprecation")
public final class UseSdkV1 {
  private UseSdkV1() {}

  /** Like the chain of the S3 client of the SDK. */
  private static final class Chain extends DefaultAWSCredentialsProviderChain {
    @Override
    public AWSCredentials getCredentials() {
      return super.getCredentials();
    }
  }

  public static void main(String[] arguments) throws Exception {
    AWSCredentialsProvider byDefault = new DefaultAWSCredentialsProviderChain();
    AWSCredentials credentials = byDefault.getCredentials();
    print("default", byDefault);
    System.out.println("same=" + (credentials == byDefault.getCredentials()));
    System.out.println("token=" + ((AWSSessionCredentials) credentials).getSessionToken());
    System.out.println("account=" + property(credentials, "getAccountId"));
    System.out.println("provider=" + property(credentials, "getProviderName"));
    print("subclass", new Chain());
    AWSCredentialsProvider instance = new InstanceProfileCredentialsProvider();
    print("instance", instance);
    printContainer();
    print("chain", new AWSCredentialsProviderChain(instance));
    AWSCredentialsProvider environment = new EnvironmentVariableCredentialsProvider();
    print("environment", environment);
    print("explicit-chain", new AWSCredentialsProviderChain(environment, instance));
    System.out.println("sync=" + arn(arguments[0], new AWSSecurityTokenServiceClient()));
    System.out.println(
        "sync-static="
            + arn(arguments[0], new AWSSecurityTokenServiceClient(environment.getCredentials())));
    System.out.println("async=" + arn(arguments[0], new AWSSecurityTokenServiceAsyncClient()));
  }

  private static void print(String name, AWSCredentialsProvider provider) {
    System.out.println(name + "=" + provider.getCredentials().getAWSAccessKeyId());
  }

  /** Version 1.11.0 has neither of the two providers. */
  private static void printContainer() {
    try {
      print("container", new ContainerCredentialsProvider());
      print("wrapper", new EC2ContainerCredentialsProviderWrapper());
    } catch (NoClassDefFoundError e) {
      System.out.println("container=none");
    }
  }

  private static String arn(String sts, AWSSecurityTokenService client) {
    client.setEndpoint(sts);
    try {
      return client.getCallerIdentity(new GetCallerIdentityRequest()).getArn();
    } finally {
      client.shutdown();
    }
  }

  /** Sets a property that older versions do not have. */
  private static Object property(AWSCredentials credentials, String name) throws Exception {
    try {
      return credentials.getClass().getMethod(name).invoke(credentials);
    } catch (NoSuchMethodException e) {
      return "none";
    }
  }
}
