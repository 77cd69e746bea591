// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.sts;

import io.asrole.AsroleException;
import io.asrole.Credentials;
import io.asrole.SessionCredentials;
import io.asrole.role.RoleArn;
import io.asrole.role.SessionParameters;
import io.asrole.sts.StsConnections.Patience;
import io.asrole.text.OneLine;
import io.asrole.text.Progress;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.AssumeRoleRequest;
import software.amazon.awssdk.services.sts.model.AssumeRoleResponse;
import software.amazon.awssdk.services.sts.model.AssumedRoleUser;
import software.amazon.awssdk.services.sts.model.GetCallerIdentityResponse;
import software.amazon.awssdk.services.sts.model.PolicyDescriptorType;
import software.amazon.awssdk.services.sts.model.Tag;

/**
 * Calls AssumeRole and GetCallerIdentity.
 *
 * @see <a href="https://docs.aws.amazon.com/STS/latest/APIReference/welcome.html">AWS STS</a>
 */
public final class SecurityTokenService {
  private final StsEndpoint endpoint;
  private final InstantSource clock;
  private final Progress progress;
  private final StsFailure failure;
  private final Patience patience;
  private final @Nullable DateHeader date;

  /** Calls STS at this endpoint; expirations in its answers are compared with {@code clock}. */
  public SecurityTokenService(StsEndpoint endpoint, InstantSource clock, Progress progress) {
    this(endpoint, clock, progress, Patience.OF_A_START, null);
  }

  private SecurityTokenService(
      StsEndpoint endpoint,
      InstantSource clock,
      Progress progress,
      Patience patience,
      @Nullable DateHeader date) {
    this.endpoint = endpoint;
    this.clock = clock;
    this.progress = progress;
    this.failure = new StsFailure(endpoint.name(), endpoint.caBundle(), clock);
    this.patience = patience;
    this.date = date;
  }

  /** Calls STS with short time limits and reads its clock, for {@code asrole doctor}. */
  public static SecurityTokenService impatient(
      StsEndpoint endpoint, InstantSource clock, Progress progress) {
    return new SecurityTokenService(
        endpoint, clock, progress, Patience.SHORT, new DateHeader(clock));
  }

  /**
   * How far AWS's clock is ahead of this host's; empty before the first answer with a Date header.
   */
  public Optional<Duration> clockDifference() {
    return date == null ? Optional.empty() : date.difference();
  }

  /**
   * Assumes the role. Retries without tags or source identity if a policy refuses them and the
   * parameters allow that, and with one hour if AWS refuses a longer session to role chaining.
   */
  public AssumedRole assumeRole(
      Credentials source, RoleArn role, SessionParameters parameters, boolean chainingLimited)
      throws AsroleException {
    SessionParameters asked = parameters;
    List<String> leftOut = new ArrayList<>();
    try (StsClient sts = client(source)) {
      while (true) {
        try {
          return assumeWithinChainingLimit(sts, role, asked, chainingLimited, leftOut);
        } catch (AwsServiceException e) {
          String action = StsFailure.refusedExtra(e);
          if (!asked.bestEffortTags() || action.isEmpty() || leftOut.contains(action)) {
            throw e;
          }
          progress.step("STS refused " + action + ": retrying without it");
          leftOut.add(action);
          asked = asked.without(action);
        }
      }
    } catch (RuntimeException e) { // the parsers of the SDK and of Java throw many kinds
      throw failure.toException(role, e);
    } catch (StackOverflowError e) {
      throw failure.toException(role, StsFailure.tooDeep());
    }
  }

  /** Calls AssumeRole, again with one hour where AWS refuses a longer session to role chaining. */
  private AssumedRole assumeWithinChainingLimit(
      StsClient sts,
      RoleArn role,
      SessionParameters parameters,
      boolean chainingLimited,
      List<String> leftOut)
      throws AsroleException {
    Duration asked = parameters.durationOrDefault();
    boolean longer = asked.compareTo(SessionParameters.DEFAULT_DURATION) > 0;
    if (!longer || chainingLimited) {
      Duration most = longer ? SessionParameters.DEFAULT_DURATION : asked;
      return callAssumeRole(sts, role, parameters, most, leftOut, longer);
    }
    try {
      return callAssumeRole(sts, role, parameters, asked, leftOut, false);
    } catch (AwsServiceException e) {
      if (!StsFailure.isChainingLimit(e)) {
        throw e;
      }
      progress.warn(
          role
              + ": asked for "
              + asked.toSeconds()
              + " s, but AWS limits role chaining to one hour: the session lasts 3600 s");
      return callAssumeRole(
          sts, role, parameters, SessionParameters.DEFAULT_DURATION, leftOut, true);
    }
  }

  /** Calls GetCallerIdentity with these credentials. */
  public CallerIdentity callerIdentity(Credentials credentials) throws AsroleException {
    String what = "cannot get the caller identity";
    progress.waitingFor(endpoint.name());
    try (StsClient sts = client(credentials)) {
      GetCallerIdentityResponse answer = sts.getCallerIdentity();
      if (answer.arn() == null || answer.account() == null) {
        throw failure.incomplete(what, "Arn or Account");
      }
      return new CallerIdentity(String.valueOf(answer.userId()), answer.account(), answer.arn());
    } catch (RuntimeException e) {
      throw failure.toException(what, e);
    } catch (StackOverflowError e) {
      throw failure.toException(what, StsFailure.tooDeep());
    }
  }

  /** Calls AssumeRole once and checks the answer. */
  private AssumedRole callAssumeRole(
      StsClient sts,
      RoleArn role,
      SessionParameters parameters,
      Duration duration,
      List<String> leftOut,
      boolean chainingLimited)
      throws AsroleException {
    progress.step(
        "AssumeRole "
            + role
            + " in "
            + endpoint.region()
            + " for "
            + duration.toSeconds()
            + " s as "
            + parameters.roleSessionName());
    progress.waitingFor(endpoint.name());
    AssumeRoleResponse answer = sts.assumeRole(request(role, parameters, duration));
    var credentials = answer.credentials();
    if (credentials == null
        || isEmpty(credentials.accessKeyId())
        || isEmpty(credentials.secretAccessKey())
        || isEmpty(credentials.sessionToken())
        || credentials.expiration() == null) {
      throw failure.incomplete(
          "cannot assume " + role, "AccessKeyId, SecretAccessKey, SessionToken or Expiration");
    }
    SessionCredentials issued =
        new SessionCredentials(
            credentials.accessKeyId(),
            credentials.secretAccessKey(),
            credentials.sessionToken(),
            credentials.expiration());
    if (!issued.isPlain()) {
      throw failure.unusable("cannot assume " + role);
    }
    Instant now = clock.instant();
    if (issued.outlastAnySession(now)) {
      throw failure.endsTooLate("cannot assume " + role, credentials.expiration(), now);
    }
    progress.step("STS issued " + issued.accessKeyId() + " until " + issued.expiration());
    AssumedRoleUser user = answer.assumedRoleUser();
    return new AssumedRole(
        issued,
        user == null ? "" : line(user.arn()),
        user == null ? "" : line(user.assumedRoleId()),
        line(answer.responseMetadata().requestId()),
        List.copyOf(leftOut),
        chainingLimited);
  }

  private static String line(@Nullable String text) {
    return text == null ? "" : OneLine.flatten(text);
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
              .map(policy -> ManagedPolicy.arn(role.partition(), policy))
              .map(arn -> PolicyDescriptorType.builder().arn(arn).build())
              .toList());
    }
    return request.build();
  }

  private StsClient client(Credentials credentials) throws AsroleException {
    if (!credentials.isPlain()) {
      throw StsFailure.unusableSource(); // the SDK's error would quote a token that it cannot send
    }
    SdkHttpClient http = StsConnections.client(endpoint, patience);
    return StsClients.client(endpoint, credentials, http, patience, date);
  }

  private static boolean isEmpty(String text) {
    return text == null || text.isEmpty();
  }
}
