// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
import com.mongodb.AwsCredential;
import com.mongodb.internal.authentication.AwsCredentialHelper;

/** MongoDB's driver, authentication MONGODB-AWS, as it is without an AWS SDK beside it. */
final class Mongo {
  private Mongo() {}

  public static void main(String[] arguments) throws Exception {
    AwsCredentialHelper.requireBuiltInProvider();
    Loop.run(
        AwsCredentialHelper.class,
        () -> {
          AwsCredential keys = AwsCredentialHelper.obtainFromEnvironment();
          if (keys == null) {
            throw new IllegalStateException("the driver found no credentials");
          }
          return Loop.identity(
              keys.getAccessKeyId(), keys.getSecretAccessKey(), keys.getSessionToken());
        });
  }
}
