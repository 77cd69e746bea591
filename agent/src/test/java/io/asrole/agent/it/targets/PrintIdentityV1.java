// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.agent.it.targets;

import com.amazonaws.auth.DefaultAWSCredentialsProviderChain;

/** Prints the access key id of the default chain of SDK v1; needs only the core of the SDK. */
public final class PrintIdentityV1 {
  private PrintIdentityV1() {}

  public static void main(String[] arguments) {
    System.out.println(
        "default=" + new DefaultAWSCredentialsProviderChain().getCredentials().getAWSAccessKeyId());
  }
}
