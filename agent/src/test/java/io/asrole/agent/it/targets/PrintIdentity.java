// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.agent.it.targets;

import java.util.List;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.EnvironmentVariableCredentialsProvider;
import software.amazon.awssdk.auth.credentials.InstanceProfileCredentialsProvider;

/** Prints the access key id of the default chain of SDK v2 and of the named providers. */
public final class PrintIdentity {
  private PrintIdentity() {}

  public static void main(String[] arguments) {
    print("default", DefaultCredentialsProvider.builder().build());
    if (List.of(arguments).contains("environment")) {
      print("environment", EnvironmentVariableCredentialsProvider.create());
    }
    if (List.of(arguments).contains("instance")) {
      print("instance", InstanceProfileCredentialsProvider.create());
    }
  }

  private static void print(String name, AwsCredentialsProvider provider) {
    System.out.println(name + "=" + provider.resolveCredentials().accessKeyId());
  }
}
