// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
import net.jsign.jca.AmazonCredentials;

/** jsign, which signs Windows programs with keys in AWS KMS. */
final class Jsign {
  private Jsign() {}

  public static void main(String[] arguments) throws Exception {
    Loop.run(
        AmazonCredentials.class,
        () -> {
          AmazonCredentials keys = AmazonCredentials.getDefault();
          return Loop.identity(keys.getAccessKey(), keys.getSecretKey(), keys.getSessionToken());
        });
  }
}
