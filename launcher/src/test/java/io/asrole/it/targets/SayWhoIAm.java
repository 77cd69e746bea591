// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.it.targets;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import software.amazon.awssdk.auth.credentials.EnvironmentVariableCredentialsProvider;
import software.amazon.awssdk.services.sts.StsClient;

/**
 * A service: one client of SDK v2, which says for each line that it reads who AWS takes it for;
 * with the argument {@code environment} it asks the environment alone for credentials. With the
 * system property {@code load} it loads that class first.
 */
public final class SayWhoIAm {
  private SayWhoIAm() {}

  public static void main(String[] arguments) throws Exception {
    String load = System.getProperty("load", "");
    if (!load.isEmpty()) {
      Class.forName(load);
    }
    boolean environmentOnly = List.of(arguments).contains("environment");
    StsClient sts =
        environmentOnly
            ? StsClient.builder()
                .credentialsProvider(EnvironmentVariableCredentialsProvider.create())
                .build()
            : StsClient.create();
    System.out.println("ready");
    BufferedReader lines =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      System.out.println(line + " " + sts.getCallerIdentity().arn());
    }
  }
}
