// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package com.example;

import java.net.URI;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sts.StsClient;

/** A service that knows nothing of asrole: prints the ARN that AWS sees. */
final class CallerIdentity {
  public static void main(String[] arguments) {
    try (StsClient sts =
        StsClient.builder()
            .region(Region.US_EAST_1)
            .endpointOverride(URI.create(arguments[0]))
            .build()) {
      System.out.println(sts.getCallerIdentity().arn());
    }
  }
}
