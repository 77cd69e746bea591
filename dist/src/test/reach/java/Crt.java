// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import software.amazon.awssdk.crt.auth.credentials.Credentials;
import software.amazon.awssdk.crt.auth.credentials.DefaultChainCredentialsProvider;
import software.amazon.awssdk.crt.io.ClientBootstrap;

/** The CRT, AWS's common runtime in C: its default chain. */
final class Crt {
  private Crt() {}

  public static void main(String[] arguments) throws Exception {
    DefaultChainCredentialsProvider chain =
        new DefaultChainCredentialsProvider.DefaultChainCredentialsProviderBuilder()
            .withClientBootstrap(ClientBootstrap.getOrCreateStaticDefault())
            .build();
    Loop.run(
        DefaultChainCredentialsProvider.class,
        () -> {
          Credentials keys = chain.getCredentials().get(30, TimeUnit.SECONDS);
          return Loop.identity(
              text(keys.getAccessKeyId()),
              text(keys.getSecretAccessKey()),
              text(keys.getSessionToken()));
        });
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
