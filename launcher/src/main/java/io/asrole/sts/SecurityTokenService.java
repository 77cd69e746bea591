// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.sts;

import io.asrole.AsroleException;
import io.asrole.Credentials;
import io.asrole.OneLine;
import io.asrole.Trace;
import io.asrole.role.RoleArn;
import io.asrole.role.SessionParameters;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.retries.api.RetryStrategy;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.AssumeRoleRequest;
import software.amazon.awssdk.services.sts.model.AssumeRoleResponse;
import software.amazon.awssdk.services.sts.model.GetCallerIdentityResponse;
import software.amazon.awssdk.services.sts.model.PolicyDescriptorType;
import software.amazon.awssdk.services.sts.model.Tag;

/**
 * AssumeRole and GetCallerIdentity at the regional endpoint, or where AWS_ENDPOINT_URL_STS says.
 *
 * @see <a href="https://docs.aws.amazon.com/STS/latest/APIReference/welcome.html">AWS STS</a>
 */
public final class SecurityTokenService {
  private static final int TRIES = 3;

  private final StsEndpoint endpoint;
  private final Trace trace;
  private final StsFailure failure;

  /** Calls that STS; {@code clock} is what its answers are compared with. */
  public SecurityTokenService(StsEndpoint endpoint, InstantSource clock, Trace trace) {
    this.endpoint = endpoint;
    this.trace = trace;
    this.failure = new StsFailure(endpoint.name(), endpoint.caBundle(), clock);
    TlsAhead.start(endpoint);
  }

  /** Assumes the role, for an hour where STS refuses more because this is role chaining. */
  public AssumedRole assumeRole(
      Credentials source, RoleArn role, SessionParameters parameters, boolean chainingLimited)
      throws AsroleException {
    Duration asked = parameters.durationOrDefault();
    boolean longer = asked.compareTo(SessionParameters.DEFAULT_DURATION) > 0;
    String what = "cannot assume " + role;
    try (StsClient sts = client(source)) {
      if (!longer || chainingLimited) {
        Duration most = longer ? SessionParameters.DEFAULT_DURATION : asked;
        return assumeRole(sts, role, parameters, most, longer);
      }
      try {
        return assumeRole(sts, role, parameters, asked, false);
      } catch (AwsServiceException e) {
        if (!StsFailure.isChainingLimit(e)) {
          throw e;
        }
        trace.warn(
            role
                + ": asked for "
                + asked.toSeconds()
                + " s, but AWS limits role chaining to one hour: the session lasts 3600 s");
        return assumeRole(sts, role, parameters, SessionParameters.DEFAULT_DURATION, true);
      }
    } catch (SdkException | IllegalArgumentException e) {
      throw failure.of(what, e);
    }
  }

  /** Asks STS who these credentials are. */
  public CallerIdentity callerIdentity(Credentials credentials) throws AsroleException {
    String what = "cannot get the caller identity";
    try (StsClient sts = client(credentials)) {
      GetCallerIdentityResponse answer = sts.getCallerIdentity();
      if (answer.arn() == null || answer.account() == null) {
        throw failure.incomplete(what, "Arn and Account");
      }
      return new CallerIdentity(String.valueOf(answer.userId()), answer.account(), answer.arn());
    } catch (SdkException | IllegalArgumentException e) {
      throw failure.of(what, e);
    }
  }

  private AssumedRole assumeRole(
      StsClient sts,
      RoleArn role,
      SessionParameters parameters,
      Duration duration,
      boolean chainingLimited)
      throws AsroleException {
    trace.step(
        "AssumeRole "
            + role
            + " in "
            + endpoint.region()
            + " for "
            + duration.toSeconds()
            + " s as "
            + parameters.roleSessionName());
    AssumeRoleResponse answer = sts.assumeRole(request(role, parameters, duration));
    var credentials = answer.credentials();
    if (credentials == null
        || isEmpty(credentials.accessKeyId())
        || isEmpty(credentials.secretAccessKey())
        || isEmpty(credentials.sessionToken())
        || credentials.expiration() == null) {
      throw failure.incomplete(
          "cannot assume " + role, "AccessKeyId, SecretAccessKey, SessionToken and Expiration");
    }
    Credentials issued =
        new Credentials(
            credentials.accessKeyId(),
            credentials.secretAccessKey(),
            credentials.sessionToken(),
            credentials.expiration());
    if (!issued.isPlain()) {
      throw failure.unusable("cannot assume " + role);
    }
    String arn = answer.assumedRoleUser() == null ? null : answer.assumedRoleUser().arn();
    trace.step("STS issued " + issued.accessKeyId() + " until " + issued.expiration());
    return new AssumedRole(
        issued, credentials.expiration(), arn == null ? "" : OneLine.of(arn), chainingLimited);
  }

  private static AssumeRoleRequest request(
      RoleArn role, SessionParameters parameters, Duration duration) {
    AssumeRoleRequest.Builder request =
        AssumeRoleRequest.builder()
            .roleArn(role.value())
            .roleSessionName(parameters.roleSessionName())
            .durationSeconds(Math.toIntExact(duration.toSeconds()))
            .externalId(parameters.externalId())
            .sourceIdentity(parameters.sourceIdentity())
            .policy(parameters.policy());
    if (!parameters.tags().isEmpty()) {
      request.tags(
          parameters.tags().entrySet().stream()
              .map(tag -> Tag.builder().key(tag.getKey()).value(tag.getValue()).build())
              .toList());
    }
    if (!parameters.transitiveTagKeys().isEmpty()) {
      request.transitiveTagKeys(parameters.transitiveTagKeys());
    }
    if (!parameters.policyArns().isEmpty()) {
      request.policyArns(
          parameters.policyArns().stream()
              .map(arn -> PolicyDescriptorType.builder().arn(arn).build())
              .toList());
    }
    return request.build();
  }

  private StsClient client(Credentials credentials) throws AsroleException {
    if (!credentials.isPlain()) {
      throw StsFailure.unusableSource(); // the SDK would print the token that it cannot send
    }
    return StsClient.builder()
        .region(Region.of(endpoint.region()))
        .credentialsProvider(StaticCredentialsProvider.create(sdk(credentials)))
        .httpClient(StsConnections.client(endpoint))
        .overrideConfiguration(
            ClientOverrideConfiguration.builder().retryStrategy(retries()).build())
        .build();
  }

  /**
   * The SDK's own strategy, less its tries with a corrected clock: the command would not have that
   * correction, so the user must hear of the clock.
   */
  private static RetryStrategy retries() {
    return DefaultRetryStrategy.standardStrategyBuilder()
        .useClientDefaults(false)
        .maxAttempts(TRIES)
        .retryOnException(SecurityTokenService::mayPass)
        .build();
  }

  static boolean mayPass(Throwable failure) {
    if (failure instanceof AwsServiceException service) {
      return service.isThrottlingException() || service.statusCode() >= 500;
    }
    return failure instanceof SdkClientException client
        && client.getCause() instanceof IOException
        && StsFailure.certificate(client).isEmpty();
  }

  private static AwsCredentials sdk(Credentials credentials) {
    String token = credentials.sessionToken();
    return token == null
        ? AwsBasicCredentials.create(credentials.accessKeyId(), credentials.secretAccessKey())
        : AwsSessionCredentials.create(
            credentials.accessKeyId(), credentials.secretAccessKey(), token);
  }

  private static boolean isEmpty(String text) {
    return text == null || text.isEmpty();
  }
}
