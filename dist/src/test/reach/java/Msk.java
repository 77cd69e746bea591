// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
import java.util.Map;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.msk.auth.iam.internals.MSKCredentialProvider;

/** MSK's IAM authentication for Kafka clients: the provider behind its callback handlers. */
final class Msk {
  private Msk() {}

  public static void main(String[] arguments) throws Exception {
    MSKCredentialProvider provider = new MSKCredentialProvider(Map.of());
    Loop.run(
        MSKCredentialProvider.class,
        () -> {
          AwsSessionCredentials keys = (AwsSessionCredentials) provider.resolveCredentials();
          return Loop.identity(keys.accessKeyId(), keys.secretAccessKey(), keys.sessionToken());
        });
  }
}
