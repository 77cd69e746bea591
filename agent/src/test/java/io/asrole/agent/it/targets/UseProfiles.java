// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.agent.it.targets;

import java.net.URI;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.StsClientBuilder;

/** Prints the access key ids of default chains, and the roles of clients, with profiles of code. */
public final class UseProfiles {
  private UseProfiles() {}

  public static void main(String[] arguments) {
    print("chain", DefaultCredentialsProvider.builder().build());
    print("chain-default", DefaultCredentialsProvider.builder().profileName("default").build());
    print("chain-chosen", DefaultCredentialsProvider.builder().profileName("chosen").build());
    StsClientBuilder client =
        StsClient.builder().region(Region.US_EAST_1).endpointOverride(URI.create(arguments[0]));
    System.out.println("client=" + client.build().getCallerIdentity().arn());
    client.overrideConfiguration(settings -> settings.defaultProfileName("chosen"));
    System.out.println("client-chosen=" + client.build().getCallerIdentity().arn());
    System.out.println(
        "v1-chosen="
            + new com.amazonaws.auth.profile.ProfileCredentialsProvider("chosen")
                .getCredentials()
                .getAWSAccessKeyId());
  }

  private static void print(String name, AwsCredentialsProvider provider) {
    System.out.println(name + "=" + provider.resolveCredentials().accessKeyId());
  }
}
