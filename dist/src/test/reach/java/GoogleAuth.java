// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
import com.google.auth.oauth2.AwsCredentials;
import com.google.auth.oauth2.ExternalAccountCredentials;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;

/** google-auth: Google's workload identity federation from AWS, up to the signed request. */
final class GoogleAuth {
  private static final String CONFIGURATION =
      """
      {"type": "external_account",
       "audience": "//iam.googleapis.com/projects/1/locations/global/workloadIdentityPools/p/providers/a",
       "subject_token_type": "urn:ietf:params:aws:token-type:aws4_request",
       "token_url": "https://sts.googleapis.com/v1/token",
       "credential_source": {
         "environment_id": "aws1",
         "region_url": "http://169.254.169.254/latest/meta-data/placement/availability-zone",
         "url": "http://169.254.169.254/latest/meta-data/iam/security-credentials",
         "imdsv2_session_token_url": "http://169.254.169.254/latest/api/token",
         "regional_cred_verification_url":
           "https://sts.{region}.amazonaws.com?Action=GetCallerIdentity&Version=2011-06-15"}}
      """;

  private GoogleAuth() {}

  public static void main(String[] arguments) throws Exception {
    AwsCredentials credentials =
        (AwsCredentials)
            ExternalAccountCredentials.fromStream(
                new ByteArrayInputStream(CONFIGURATION.getBytes(StandardCharsets.UTF_8)));
    Loop.run(
        AwsCredentials.class,
        () ->
            Loop.identityOfSigned(
                java.net.URLDecoder.decode(
                    credentials.retrieveSubjectToken(), StandardCharsets.UTF_8)));
  }
}
