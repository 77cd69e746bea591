// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.doctor;

import io.asrole.AsroleException;
import io.asrole.Credentials;
import io.asrole.FailureCause;
import io.asrole.check.ClockDifference;
import io.asrole.check.Finding;
import io.asrole.check.GuardCheck;
import io.asrole.check.MetadataAccess;
import io.asrole.check.OverridingSettings;
import io.asrole.posix.Ec2Hardware;
import io.asrole.role.RoleArn;
import io.asrole.role.RoleRequest;
import io.asrole.role.SessionParameters;
import io.asrole.role.SourceChoice;
import io.asrole.source.InstanceProfile;
import io.asrole.start.AwsContext;
import io.asrole.start.Invocation;
import io.asrole.start.StartObserver;
import io.asrole.sts.AssumedRole;
import io.asrole.sts.CallerIdentity;
import io.asrole.sts.SecurityTokenService;
import io.asrole.sts.StsEndpoint;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;

/** Observes the steps of a start and reports a finding for each step. */
final class DiagnosedStart implements StartObserver {
  private final Invocation invocation;
  private final AwsContext aws;
  private final InstanceProfile instance;
  private final OverridingSettings overriding;
  private final Consumer<Finding> findings;
  private volatile String step = "request";
  private volatile HostFacts host = HostFacts.createFromHardware(Ec2Hardware.read());
  private volatile StartAttempt attempt;
  private String stsName = "";

  DiagnosedStart(
      Invocation invocation,
      AwsContext aws,
      String role,
      OverridingSettings overriding,
      Consumer<Finding> findings) {
    this.invocation = invocation;
    this.aws = aws;
    this.instance = aws.instance();
    this.overriding = overriding;
    this.findings = findings;
    this.attempt = StartAttempt.create(role);
  }

  @Override
  public void begins(RoleRequest request) throws AsroleException {
    step = "request";
    ok(request.given() + " from " + request.source().optionValue());
    checkMetadata(request.source());
  }

  @Override
  public void foundEndpoint(RoleRequest request, String region, StsEndpoint endpoint) {
    foundEndpoint(request.source(), region, endpoint);
  }

  @Override
  public void gotSourceCredentials(
      RoleRequest request, Credentials credentials, SecurityTokenService sts)
      throws AsroleException {
    gotSourceCredentials(request.source(), credentials, sts);
  }

  @Override
  public void foundRole(RoleArn role, SessionParameters parameters) {
    attempt = attempt.withRole(role.value(), parameters);
    findings.accept(attempt.roleFinding());
    overriding.ofAccount(attempt.account()).forEach(findings);
    step = "session";
  }

  @Override
  public void opened(AssumedRole assumed, Instant now) {
    Duration life = Duration.between(now, assumed.expiration());
    findings.accept(attempt.sessionFinding(assumed.arn(), life, assumed.chainingLimited()));
  }

  /** Runs the steps metadata and instance, without a request for keys; the step region is next. */
  void checkMetadata(SourceChoice source) throws AsroleException {
    if (source == SourceChoice.Ambient.GRANT) {
      checkGuard();
      return;
    }
    step = "metadata";
    if (isInstance(source)) {
      InstanceProfile.Access access = instance.access();
      findings.accept(
          MetadataAccess.finding(
              access.endpoint(), access.tokenAnswer(), access.statusWithoutToken()));
      step = "instance";
      host = readHost();
      findings.accept(host.instanceFinding());
    }
    step = "region";
  }

  /** Runs the steps of a guarded host; the step grant is next. */
  private void checkGuard() throws AsroleException {
    step = "guard";
    GuardCheck guard = new GuardCheck(aws.requireGuard());
    guard.files().forEach(findings);
    findings.accept(guard.metadata());
    step = "sudo";
    findings.accept(guard.sudo(attempt.given()));
    step = "grant";
  }

  /** Reports the step region; the step source is next. */
  void foundEndpoint(SourceChoice source, String region, StsEndpoint endpoint) {
    host = host.withStsRegion(region);
    findings.accept(host.regionFinding());
    stsName = endpoint.name();
    step = "source";
    attempt = attempt.withSource(source.optionValue());
  }

  /** Runs the steps source, sts, caller and clock; the step role is next. */
  void gotSourceCredentials(SourceChoice source, Credentials credentials, SecurityTokenService sts)
      throws AsroleException {
    step = "source";
    attempt =
        attempt
            .withSource(source.optionValue())
            .withKey(credentials.accessKeyId(), credentials.sessionToken() != null);
    String key =
        source.optionValue()
            + (host.instanceRole().isEmpty() || !isInstance(source)
                ? ""
                : ", role " + host.instanceRole())
            + ", key "
            + credentials.accessKeyId();
    Instant end = credentials.expiration();
    if (end != null && !end.isAfter(invocation.clock().instant())) {
      findings.accept(
          Finding.warn(step, key + ", which expired at " + end, remedies().expiredSource()));
    } else {
      ok(key + (end == null ? "" : " until " + end));
    }
    identify(credentials, sts);
    step = "role";
  }

  private void identify(Credentials source, SecurityTokenService sts) throws AsroleException {
    step = "sts";
    try {
      CallerIdentity caller = sts.callerIdentity(source);
      attempt = attempt.withCaller(caller.arn());
      ok(stsName + " answers");
      step = "caller";
      ok(caller.arn());
    } catch (AsroleException e) {
      // A VPC endpoint policy may allow only AssumeRole. A start needs nothing else.
      if (e.failureCause() != FailureCause.DENIED) {
        throw e;
      }
      findings.accept(Finding.warn(step, e.sentence()));
    } finally {
      sts.clockDifference().map(ClockDifference::finding).ifPresent(findings);
    }
  }

  /** Reports the failure of the current step. */
  void fail(AsroleException failure) {
    Finding finding = Finding.fail(step, failure, remedies().find(failure));
    // The message of asrole-grant sends its reader to the doctor.
    String says = finding.says().replaceFirst("; run: asrole doctor .*$", "");
    findings.accept(new Finding(step, finding.verdict(), says, finding.remedies()));
  }

  /** Reports that the current step has not ended within the time limit. */
  void timedOut(Duration most) {
    FailureCause cause =
        switch (step) {
          case "metadata", "instance" -> FailureCause.METADATA_SILENT;
          case "source" ->
              host.instanceRole().isEmpty()
                  ? FailureCause.NO_SOURCE_CREDENTIALS
                  : FailureCause.METADATA_SILENT;
          case "sts", "session" -> FailureCause.STS_SILENT;
          case "grant" -> FailureCause.GRANT_FAILED;
          default -> FailureCause.NONE;
        };
    fail(
        AsroleException.unavailable("not done after " + most.toSeconds() + " s")
            .withFailureCause(cause));
  }

  private Remedies remedies() {
    return new Remedies(host, attempt, invocation.environment());
  }

  /** Leaves a fact empty if it cannot be read; the step that needs the fact fails later. */
  private HostFacts readHost() {
    Optional<InstanceProfile.Account> account = optional(instance::account);
    return new HostFacts(
        host.ec2(),
        optional(instance::instanceId).orElse(host.instanceId()),
        account.map(InstanceProfile.Account::id).orElse(""),
        account.map(InstanceProfile.Account::partition).orElse(""),
        optional(instance::region).orElse(""),
        "",
        optional(instance::role).orElse(""),
        optional(instance::name).orElse(""));
  }

  private interface MetadataRequest<T> {
    Optional<T> send() throws AsroleException;
  }

  private static <T> Optional<T> optional(MetadataRequest<T> request) {
    try {
      return request.send();
    } catch (AsroleException e) {
      return Optional.empty();
    }
  }

  private static boolean isInstance(SourceChoice source) {
    return source == SourceChoice.Ambient.INSTANCE;
  }

  private void ok(String says) {
    findings.accept(Finding.ok(step, says));
  }
}
