// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.agent.it.targets;

import com.amazonaws.services.securitytoken.AWSSecurityTokenService;
import com.amazonaws.services.securitytoken.AWSSecurityTokenServiceClient;
import java.net.URI;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.GetCallerIdentityRequest;

/** Calls AWS with one client of each SDK until standard input has a line. */
public final class CallForEver {
  private CallForEver() {}

  @SuppressWarnings("deprecation")
  public static void main(String[] arguments) throws Exception {
    StsClient v2 =
        StsClient.builder()
            .region(Region.US_EAST_1)
            .endpointOverride(URI.create(arguments[0]))
            .build();
    AWSSecurityTokenService v1 = new AWSSecurityTokenServiceClient();
    v1.setEndpoint(arguments[0]);
    InputLine end = InputLine.expect();
    do {
      try {
        v2.getCallerIdentity(GetCallerIdentityRequest.builder().build());
        v1.getCallerIdentity(
            new com.amazonaws.services.securitytoken.model.GetCallerIdentityRequest());
        System.out.println("called");
      } catch (RuntimeException e) {
        System.out.println("failed: " + e.getMessage());
      }
    } while (!end.comesWithin(100));
  }
}
