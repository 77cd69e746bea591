// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
import aws.sdk.kotlin.runtime.auth.credentials.DefaultChainCredentialsProvider;
import aws.smithy.kotlin.runtime.auth.awscredentials.Credentials;
import aws.smithy.kotlin.runtime.collections.AttributesKt;
import kotlin.coroutines.EmptyCoroutineContext;
import kotlinx.coroutines.BuildersKt;

/** The SDK for Kotlin: its default chain. */
final class Kotlin {
  private Kotlin() {}

  public static void main(String[] arguments) throws Exception {
    DefaultChainCredentialsProvider chain = new DefaultChainCredentialsProvider();
    Loop.run(
        DefaultChainCredentialsProvider.class,
        () -> {
          Credentials keys =
              (Credentials)
                  BuildersKt.runBlocking(
                      EmptyCoroutineContext.INSTANCE,
                      (scope, continuation) ->
                          chain.resolve(AttributesKt.emptyAttributes(), continuation));
          return Loop.identity(
              keys.getAccessKeyId(), keys.getSecretAccessKey(), keys.getSessionToken());
        });
  }
}
