// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
import software.amazon.awssdk.services.sts.StsClient;

/** The SDK for Java v2: one client. */
final class JavaV2 {
  private JavaV2() {}

  public static void main(String[] arguments) throws Exception {
    StsClient sts = StsClient.create();
    Loop.run(StsClient.class, () -> sts.getCallerIdentity().arn());
  }
}
