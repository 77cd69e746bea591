// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.sts;

import io.asrole.Credentials;
import io.asrole.sts.StsConnections.Patience;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.defaultsmode.DefaultsMode;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.retries.api.RetryStrategy;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.StsClientBuilder;

/**
 * Creates the SDK's client for STS, and decides which failures it retries.
 *
 * @see <a href="https://docs.aws.amazon.com/sdkref/latest/guide/feature-retry-behavior.html">retry
 *     behavior</a>
 */
final class StsClients {
  private static final int TRIES = 3;

  private StsClients() {}

  static StsClient client(
      StsEndpoint endpoint,
      Credentials credentials,
      SdkHttpClient http,
      Patience patience,
      @Nullable DateHeader date) {
    ClientOverrideConfiguration.Builder configuration =
        ClientOverrideConfiguration.builder()
            .retryStrategy(retries(patience))
            .addExecutionInterceptor(new AnswerCheck());
    if (date != null) {
      configuration.addExecutionInterceptor(date);
    }
    // Everything that decides where requests go is set here. The SDK would read variables
    // otherwise;
    // Main makes sure that it does not read the AWS config file.
    StsClientBuilder client = StsClient.builder();
    if (endpoint.url() != null) {
      client.endpointOverride(endpoint.url());
    }
    return client
        .fipsEnabled(endpoint.fips())
        .dualstackEnabled(endpoint.dualstack())
        .defaultsMode(DefaultsMode.LEGACY) // AWS_DEFAULTS_MODE=auto asks instance metadata
        .region(Region.of(endpoint.region()))
        .credentialsProvider(StaticCredentialsProvider.create(toSdkCredentials(credentials)))
        .httpClient(http)
        .overrideConfiguration(configuration.build())
        .build();
  }

  /**
   * The SDK's strategy without its retries with a corrected clock. The command would not have that
   * correction, so the user must learn that the clock is wrong.
   */
  private static RetryStrategy retries(Patience patience) {
    return DefaultRetryStrategy.standardStrategyBuilder()
        .useClientDefaults(false)
        .maxAttempts(TRIES)
        .retryOnException(patience == Patience.SHORT ? StsClients::isBusy : StsClients::mayPass)
        .build();
  }

  static boolean isBusy(Throwable failure) {
    return failure instanceof AwsServiceException service
        && (service.isThrottlingException() || service.statusCode() >= 500);
  }

  static boolean mayPass(Throwable failure) {
    return isBusy(failure)
        || (failure instanceof SdkClientException client
            && (client.getCause() instanceof IOException
                || ConnectionFailure.find(client).isCutShort())
            && UntrustedCertificate.find(client).isEmpty());
  }

  private static AwsCredentials toSdkCredentials(Credentials credentials) {
    String token = credentials.sessionToken();
    return token == null
        ? AwsBasicCredentials.create(credentials.accessKeyId(), credentials.secretAccessKey())
        : AwsSessionCredentials.create(
            credentials.accessKeyId(), credentials.secretAccessKey(), token);
  }
}
