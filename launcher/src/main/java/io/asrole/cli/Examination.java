// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.cli;

import io.asrole.AsroleException;
import io.asrole.Credentials;
import io.asrole.Trace;
import io.asrole.Trouble;
import io.asrole.child.ChildEnvironment;
import io.asrole.doctor.Attempt;
import io.asrole.doctor.ClockDifference;
import io.asrole.doctor.Finding;
import io.asrole.doctor.MetadataAccess;
import io.asrole.doctor.Names;
import io.asrole.doctor.Remedies;
import io.asrole.doctor.Shadows;
import io.asrole.posix.Host;
import io.asrole.role.RoleArn;
import io.asrole.role.RoleRequest;
import io.asrole.role.SessionParameters;
import io.asrole.role.SourceChoice;
import io.asrole.source.InstanceProfile;
import io.asrole.sts.AssumedRole;
import io.asrole.sts.CallerIdentity;
import io.asrole.sts.SecurityTokenService;
import io.asrole.sts.StsEndpoint;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The way of a start, gone step by step with the start's own parts, up to AssumeRole; without the
 * session store, so that nothing is kept and nothing old is believed.
 */
final class Examination {
  private final Invocation invocation;
  private final RoleCall call;
  private final Trace trace;
  private final RoleSessions sessions;
  private final Consumer<Finding> findings;
  private final Shadows shadows;
  private volatile String step = "request";
  private volatile Names names = Names.ofHardware(Host.isEc2(), Host.instanceId());
  private volatile Attempt attempt;
  private String stsName = "";

  /** {@code findings} hears of each step as it is done. */
  Examination(Invocation invocation, RoleCall call, Trace trace, Consumer<Finding> findings)
      throws AsroleException {
    this.invocation = invocation;
    this.call = call;
    this.sessions = new RoleSessions(invocation, trace, call.role());
    this.trace = trace;
    this.findings = findings;
    this.shadows =
        new Shadows(
            invocation.environment(),
            ChildEnvironment.removedFrom(invocation.environment()),
            sessions.profiles().hasDefaultKeys(),
            sessions.profiles().leadingNowhere(invocation.environment()));
    this.attempt = Attempt.of(call.role());
  }

  /** Goes the way as far as it leads, and no longer than that. */
  void within(Duration most) throws InterruptedException {
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
      fail(late.because(slow()));
      // A credential_process, which nobody reads any more.
      ProcessHandle.current().descendants().forEach(ProcessHandle::destroy);
    }
  }

  private Trouble slow() {
    return switch (step) {
      case "metadata", "instance" -> Trouble.METADATA_SILENT;
      case "source" ->
          names.instanceRole().isEmpty() ? Trouble.NO_SOURCE_CREDENTIALS : Trouble.METADATA_SILENT;
      case "sts", "session" -> Trouble.STS_SILENT;
      default -> Trouble.NONE;
    };
  }

  /** Without a role, as far as the caller identity. */
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
    Remedies remedies = new Remedies(names, attempt, invocation.environment());
    findings.accept(Finding.fail(step, failure, remedies.of(failure)));
  }

  /** The credentials of the role session; a chain is walked hop by hop. */
  private Credentials walk(RoleRequest request) throws AsroleException {
    step = "request";
    ok(request.given() + " from " + words(request.source()));
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
    new Audit(invocation, null, trace)
        .tried(invocation.clock().instant(), role, parameters, assumed);
    Duration life = Duration.between(sessions.checkedNow(role, assumed), assumed.expiration());
    findings.accept(attempt.issued(assumed.arn(), life, assumed.chainingLimited()));
    return assumed.credentials();
  }

  /** What the source is, as far as it can be seen without asking for its keys. */
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

  /** What cannot be had stays empty: whoever needs it will say so. */
  private Names named(InstanceProfile instance) {
    Optional<InstanceProfile.Account> account = or(instance::account);
    return new Names(
        names.ec2(),
        or(instance::instanceId).orElse(names.instanceId()),
        account.map(InstanceProfile.Account::id).orElse(""),
        account.map(InstanceProfile.Account::partition).orElse(""),
        or(instance::region).orElse(""),
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
    attempt = attempt.from(words(choice));
    Credentials source =
        choice instanceof SourceChoice.Chained chained
            ? walk(chained.request())
            : sessions.provider(choice).resolveCredentials();
    step = "source";
    attempt = attempt.from(words(choice)).with(source.accessKeyId(), source.sessionToken() != null);
    ok(
        words(choice)
            + (names.instanceRole().isEmpty() || !isInstance(choice)
                ? ""
                : ", role " + names.instanceRole())
            + ", key "
            + source.accessKeyId()
            + (source.expiration() == null ? "" : " until " + source.expiration()));
    identify(source, sts);
    return source;
  }

  /** STS is reached, the clocks are compared, and the caller has a name. */
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
      if (e.trouble() != Trouble.DENIED) {
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
    return SecurityTokenService.impatient(endpoint, invocation.clock(), trace);
  }

  private static boolean isInstance(SourceChoice choice) {
    return choice == SourceChoice.Ambient.INSTANCE;
  }

  private static String words(SourceChoice choice) {
    if (choice instanceof SourceChoice.Chained chained) {
      return "profile:" + chained.request().given();
    }
    if (choice instanceof SourceChoice.ProfileKeys keys) {
      return "profile:" + keys.profile().name();
    }
    return switch ((SourceChoice.Ambient) choice) {
      case INSTANCE -> "instance";
      case CONTAINER -> "container";
      case ENVIRONMENT -> "environment";
    };
  }

  private void ok(String says) {
    findings.accept(Finding.ok(step, says));
  }
}
