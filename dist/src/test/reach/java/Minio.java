// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
import io.minio.credentials.Credentials;
import io.minio.credentials.IamAwsProvider;

/** MinIO's provider for EC2 and ECS. */
final class Minio {
  private Minio() {}

  public static void main(String[] arguments) throws Exception {
    IamAwsProvider provider = new IamAwsProvider(null, null);
    Loop.run(
        IamAwsProvider.class,
        () -> {
          Credentials keys = provider.fetch();
          return Loop.identity(keys.accessKey(), keys.secretKey(), keys.sessionToken());
        });
  }
}
