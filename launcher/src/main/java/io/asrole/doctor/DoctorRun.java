// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.doctor;

import io.asrole.AsroleException;
import io.asrole.Credentials;
import io.asrole.FailureCause;
import io.asrole.child.ChildEnvironment;
import io.asrole.posix.Host;
import io.asrole.role.RoleArn;
import io.asrole.role.RoleRequest;
import io.asrole.role.SessionParameters;
import io.asrole.role.SourceChoice;
import io.asrole.source.InstanceProfile;
import io.asrole.start.AuditLog;
import io.asrole.start.Invocation;
import io.asrole.start.RoleCall;
import io.asrole.start.RoleSessionOpener;
import io.asrole.sts.AssumedRole;
import io.asrole.sts.CallerIdentity;
import io.asrole.sts.SecurityTokenService;
import io.asrole.sts.StsEndpoint;
import io.asrole.text.Progress;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Runs the steps of a start with the start's own parts, up to AssumeRole. The session store is not
 * used, so no session is kept and no old one hides a failure.
 */
public final class DoctorRun {
  private final Invocation invocation;
  private final RoleCall call;
  private final Progress progress;
  private final RoleSessionOpener sessions;
  private final Consumer<Finding> findings;
  private final OverridingSettings shadows;
  private volatile String step = "request";
  private volatile HostFacts names = HostFacts.ofHardware(Host.isEc2(), Host.instanceId());
  private volatile StartAttempt attempt;
  private String stsName = "";

  /** {@code findings} gets the finding of each step as soon as the step is done. */
  public DoctorRun(
      Invocation invocation, RoleCall call, Progress progress, Consumer<Finding> findings)
      throws AsroleException {
    this.invocation = invocation;
    this.call = call;
    this.sessions = new RoleSessionOpener(invocation, progress, call.role());
    this.progress = progress;
    this.findings = findings;
    this.shadows =
        new OverridingSettings(
            JvmOptionVariables.with(invocation.environment()),
            ChildEnvironment.removedFrom(invocation.environment()),
            sessions.profiles().hasDefaultKeys(),
            sessions.profiles().danglingVariables(invocation.environment()));
    this.attempt = StartAttempt.of(call.role());
  }

  /** Runs the steps until one fails, at most for that time. */
  public void within(Duration most) throws InterruptedException {
    shadows.findings().forEach(findings);
    sessions
        .profiles()
        .unreadable()
        .ifPresent(e -> findings.accept(Finding.warn("environment", e.sentence())));
    Thread thread = new Thread(this::walk, "examination");
    thread.setDaemon(true);
    thread.start();
    thread.join(most.toMillis());
    if (thread.isAlive()) {
      AsroleException late =
          AsroleException.unavailable("not done after " + most.toSeconds() + " s");
      fail(late.withFailureCause(slow()));
      // A credential_process, whose output nobody reads any more.
      ProcessHandle.current().descendants().forEach(ProcessHandle::destroy);
    }
  }

  private FailureCause slow() {
    return switch (step) {
      case "metadata", "instance" -> FailureCause.METADATA_SILENT;
      case "source" ->
          names.instanceRole().isEmpty()
              ? FailureCause.NO_SOURCE_CREDENTIALS
              : FailureCause.METADATA_SILENT;
      case "sts", "session" -> FailureCause.STS_SILENT;
      default -> FailureCause.NONE;
    };
  }

  /** Runs all steps; without a role, those up to the caller identity. */
  private void walk() {
    try {
      if (call.role().isEmpty()) {
        SourceChoice choice = sessions.sourceChoice(call.source() == null ? "auto" : call.source());
        look(choice);
        step = "region";
        String asked = sessions.configuredRegion(call.region());
        caller(choice, service(sessions.defaults().region(asked, isInstance(choice))));
      } else {
        walk(sessions.request(call));
      }
    } catch (AsroleException e) {
      fail(e);
    } catch (RuntimeException e) {
      fail(AsroleException.unavailable("unexpected failure, a defect of asrole: " + e));
    }
  }

  private void fail(AsroleException failure) {
    findings.accept(Finding.fail(step, failure, remedies().of(failure)));
  }

  private Remedies remedies() {
    return new Remedies(names, attempt, invocation.environment());
  }

  /** The credentials of the role session; for a chain, the steps of each hop come first. */
  private Credentials walk(RoleRequest request) throws AsroleException {
    step = "request";
    ok(request.given() + " from " + request.source().optionValue());
    look(request.source());
    step = "region";
    SecurityTokenService sts = service(sessions.defaults().region(request));
    Credentials source = caller(request.source(), sts);
    step = "role";
    RoleArn role = sessions.defaults().roleArn(request, sts, source);
    SessionParameters parameters = sessions.defaults().named(request);
    attempt = attempt.of(role.value(), parameters);
    findings.accept(attempt.known());
    shadows.ofAccount(attempt.account()).forEach(findings);
    step = "session";
    AssumedRole assumed = sts.assumeRole(source, role, parameters, false);
    new AuditLog(invocation, null, progress)
        .tried(invocation.clock().instant(), role, parameters, assumed);
    Duration life = Duration.between(sessions.checkedNow(role, assumed), assumed.expiration());
    findings.accept(attempt.issued(assumed.arn(), life, assumed.chainingLimited()));
    return assumed.credentials();
  }

  /** The steps of instance metadata, without a request for keys. */
  private void look(SourceChoice choice) throws AsroleException {
    step = "metadata";
    if (!isInstance(choice)) {
      return;
    }
    InstanceProfile instance = sessions.instance();
    InstanceProfile.Access access = instance.access();
    findings.accept(
        MetadataAccess.of(access.endpoint(), access.tokenAnswer(), access.statusWithoutToken()));
    step = "instance";
    names = named(instance);
    findings.accept(names.instanceFound());
  }

  /** A name that cannot be read stays empty; the step that needs it fails. */
  private HostFacts named(InstanceProfile instance) {
    Optional<InstanceProfile.Account> account = or(instance::account);
    return new HostFacts(
        names.ec2(),
        or(instance::instanceId).orElse(names.instanceId()),
        account.map(InstanceProfile.Account::id).orElse(""),
        account.map(InstanceProfile.Account::partition).orElse(""),
        or(instance::region).orElse(""),
        "",
        or(instance::role).orElse(""),
        or(instance::name).orElse(""));
  }

  private interface Question<T> {
    Optional<T> ask() throws AsroleException;
  }

  private static <T> Optional<T> or(Question<T> question) {
    try {
      return question.ask();
    } catch (AsroleException e) {
      return Optional.empty();
    }
  }

  private Credentials caller(SourceChoice choice, SecurityTokenService sts) throws AsroleException {
    step = "source";
    attempt = attempt.from(choice.optionValue());
    Credentials source =
        choice instanceof SourceChoice.Chained chained
            ? walk(chained.request())
            : sessions.provider(choice).resolveCredentials();
    step = "source";
    attempt =
        attempt
            .from(choice.optionValue())
            .with(source.accessKeyId(), source.sessionToken() != null);
    String key =
        choice.optionValue()
            + (names.instanceRole().isEmpty() || !isInstance(choice)
                ? ""
                : ", role " + names.instanceRole())
            + ", key "
            + source.accessKeyId();
    Instant end = source.expiration();
    if (end != null && !end.isAfter(invocation.clock().instant())) {
      findings.accept(
          Finding.warn(step, key + ", which expired at " + end, remedies().expiredSource()));
    } else {
      ok(key + (end == null ? "" : " until " + end));
    }
    identify(source, sts);
    return source;
  }

  /** The steps sts, caller and clock. */
  private void identify(Credentials source, SecurityTokenService sts) throws AsroleException {
    step = "sts";
    try {
      CallerIdentity caller = sts.callerIdentity(source);
      attempt = attempt.as(caller.arn());
      ok(stsName + " answers");
      step = "caller";
      ok(caller.arn());
    } catch (AsroleException e) {
      // An endpoint policy of a VPC may allow AssumeRole alone, which is all that a start needs.
      if (e.failureCause() != FailureCause.DENIED) {
        throw e;
      }
      findings.accept(Finding.warn(step, e.sentence()));
    } finally {
      sts.clockDifference().map(ClockDifference::of).ifPresent(findings);
    }
  }

  private SecurityTokenService service(String region) throws AsroleException {
    names = names.in(region);
    StsEndpoint endpoint = sessions.stsEndpoint(region);
    findings.accept(names.regionFound());
    stsName = endpoint.name();
    return SecurityTokenService.impatient(endpoint, invocation.clock(), progress);
  }

  private static boolean isInstance(SourceChoice choice) {
    return choice == SourceChoice.Ambient.INSTANCE;
  }

  private void ok(String says) {
    findings.accept(Finding.ok(step, says));
  }
}
