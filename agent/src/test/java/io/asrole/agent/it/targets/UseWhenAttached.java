// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.agent.it.targets;

import java.util.Arrays;
import java.util.List;

/**
 * Uses the SDK in a JVM without an agent, waits for a line on standard input, and then runs the
 * program that is its first argument.
 */
public final class UseWhenAttached {
  private static final String V1 = "com.amazonaws.auth.";
  private static final String V2 = "software.amazon.awssdk.auth.credentials.";

  private UseWhenAttached() {}

  public static void main(String[] arguments) throws Exception {
    boolean isV2 = arguments[0].endsWith("V2");
    Class<?> chain =
        Class.forName(
            isV2 ? V2 + "DefaultCredentialsProvider" : V1 + "DefaultAWSCredentialsProviderChain");
    Object shared =
        isV2 ? chain.getMethod("create").invoke(null) : chain.getConstructor().newInstance();
    chain.getMethod(isV2 ? "resolveCredentials" : "getCredentials").invoke(shared);
    List<String> others =
        isV2
            ? List.of(
                V2 + "InstanceProfileCredentialsProvider", V2 + "ContainerCredentialsProvider")
            : List.of(V1 + "InstanceProfileCredentialsProvider");
    for (String other : others) {
      Class.forName(other);
    }
    System.out.println("ready");
    System.in.read();
    Class.forName(arguments[0])
        .getMethod("main", String[].class)
        .invoke(null, (Object) Arrays.copyOfRange(arguments, 1, arguments.length));
    System.out.println("done");
  }
}
