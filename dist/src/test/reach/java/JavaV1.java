// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
import com.amazonaws.client.builder.AwsClientBuilder.EndpointConfiguration;
import com.amazonaws.services.securitytoken.AWSSecurityTokenService;
import com.amazonaws.services.securitytoken.AWSSecurityTokenServiceClientBuilder;
import com.amazonaws.services.securitytoken.model.GetCallerIdentityRequest;

/** The SDK for Java v1: one client. It does not know AWS_ENDPOINT_URL_STS. */
final class JavaV1 {
  private JavaV1() {}

  public static void main(String[] arguments) throws Exception {
    AWSSecurityTokenService sts =
        AWSSecurityTokenServiceClientBuilder.standard()
            .withEndpointConfiguration(
                new EndpointConfiguration(System.getenv("AWS_ENDPOINT_URL_STS"), "us-east-1"))
            .build();
    Loop.run(
        AWSSecurityTokenService.class,
        () -> sts.getCallerIdentity(new GetCallerIdentityRequest()).getArn());
  }
}
