// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.cli;

import io.asrole.AsroleException;
import io.asrole.Credentials;
import io.asrole.CredentialsProvider;
import io.asrole.Trace;
import io.asrole.Trouble;
import io.asrole.child.ChildEnvironment;
import io.asrole.role.AwsSettings;
import io.asrole.role.DefaultSource;
import io.asrole.role.Profiles;
import io.asrole.role.RoleArn;
import io.asrole.role.RoleRequest;
import io.asrole.role.SessionParameters;
import io.asrole.role.SourceChoice;
import io.asrole.session.Session;
import io.asrole.session.SessionStore;
import io.asrole.session.SessionStore.Need;
import io.asrole.session.StoreFolder;
import io.asrole.session.WarmStart;
import io.asrole.source.InstanceProfile;
import io.asrole.source.MetadataEndpoint;
import io.asrole.source.Sources;
import io.asrole.sts.Ahead;
import io.asrole.sts.AssumedRole;
import io.asrole.sts.CallerIdentity;
import io.asrole.sts.SecurityTokenService;
import io.asrole.sts.StsEndpoint;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The rooms put together by hand: session( sts( source ) ), again for each hop of a chain. */
final class RoleSessions {
  private final Invocation invocation;
  private final Trace trace;
  private final Audit audit;
  private final Profiles profiles;
  private final AwsSettings settings;
  private final SessionKeys keys;
  private final InstanceProfile instance;
  private final Defaults defaults;

  /**
   * @param role the role as it is called, whose profile says how AWS is reached; null for none
   */
  RoleSessions(Invocation invocation, Trace trace, @Nullable String role) throws AsroleException {
    this(invocation, trace, role, null);
  }

  /**
   * @param command argument 0 of the command that the session is for
   */
  RoleSessions(Invocation invocation, Trace trace, @Nullable String role, @Nullable String command)
      throws AsroleException {
    this.invocation = invocation;
    this.audit = new Audit(invocation, command, trace);
    this.trace = trace;
    this.profiles = Profiles.load(invocation.environment());
    this.settings = profiles.settings(role, invocation.environment());
    MetadataEndpoint metadata = MetadataEndpoint.of(settings, invocation.environment());
    this.keys = new SessionKeys(invocation.environment(), settings, metadata, profiles);
    this.instance = new InstanceProfile(metadata, trace);
    this.defaults = new Defaults(instance, trace);
  }

  /** A session of the role called for; the script answers plain calls from it for some time. */
  Session open(RoleCall call, Need need, Runnable renewal) throws AsroleException {
    RoleRequest request = request(call);
    profiles
        .unreadable()
        .ifPresent(e -> trace.warn(e.sentence() + "; the role is an ARN, so it starts without it"));
    SessionStore store = store();
    if (!call.isPlain()) {
      return open(store, request, need, renewal);
    }
    Optional<WarmStart> warm = WarmStarts.of(call.role(), invocation.environment());
    try {
      Session session = open(store, request, need, renewal);
      String region = ChildEnvironment.hasRegion(invocation.environment()) ? "" : session.region();
      warm.ifPresent(start -> store.warmFiles().ifPresent(f -> f.keep(start, session, region)));
      return session;
    } catch (AsroleException e) {
      warm.ifPresent(start -> store.warmFiles().ifPresent(f -> f.refuse(start, e)));
      throw e;
    }
  }

  /** What the call asks for, by the profiles of the AWS config file. */
  RoleRequest request(RoleCall call) throws AsroleException {
    return RoleRequest.read(
        call.role(),
        call.parameters(),
        call.source(),
        call.region(),
        profiles,
        invocation.environment());
  }

  /** What the AWS files hold. */
  Profiles profiles() {
    return profiles;
  }

  /** What a request leaves open. */
  Defaults defaults() {
    return defaults;
  }

  /** What the instance knows of itself. */
  InstanceProfile instance() {
    return instance;
  }

  private Session open(SessionStore store, RoleRequest request, Need need, Runnable renewal)
      throws AsroleException {
    Session session;
    try {
      session =
          store.resolve(
              keys.of(request), need, previous -> assumeOrPoint(request, previous), renewal);
    } catch (AsroleException e) {
      throw Meant.instead(e, request.role(), profiles);
    }
    for (String action : session.leftOut()) {
      trace.warn(
          session.role()
              + ": the session has no "
              + (action.equals(SessionParameters.TAG_SESSION) ? "tags" : "source identity")
              + ": AWS refused "
              + action);
    }
    return session;
  }

  private SessionStore store() throws AsroleException {
    return new SessionStore(
        StoreFolder.location(invocation.environment(), invocation.userHome()),
        invocation.clock(),
        trace);
  }

  /** Who signs with these credentials. */
  CallerIdentity callerIdentity(Credentials credentials, @Nullable String region)
      throws AsroleException {
    return securityTokenService(defaults.region(region, false)).callerIdentity(credentials);
  }

  /** The region that was configured, null where only instance metadata knows. */
  @Nullable String configuredRegion(@Nullable String option) throws AsroleException {
    return RoleRequest.region(null, option, profiles, invocation.environment());
  }

  /** The source that AWS's own tools use here where nothing names one. */
  SourceChoice defaultSource() throws AsroleException {
    return DefaultSource.find(profiles, invocation.environment());
  }

  /** The source that {@code --source} names. */
  SourceChoice sourceChoice(String source) throws AsroleException {
    return RoleRequest.readSource(source, profiles, invocation.environment());
  }

  /** A failure that the doctor knows more of says so, to those too who hear of it later. */
  private Session assumeOrPoint(RoleRequest request, Optional<Session> previous)
      throws AsroleException {
    try {
      return assume(request, previous);
    } catch (AsroleException e) {
      throw e.trouble().hasMoreToTell()
          ? e.withMore("; see asrole doctor " + Shell.word(request.given()))
          : e;
    }
  }

  private Session assume(RoleRequest request, Optional<Session> previous) throws AsroleException {
    if (invocation.answer() != null) {
      Ahead.start(invocation.environment());
    }
    String region = defaults.region(request);
    SecurityTokenService sts = securityTokenService(region);
    Credentials source = provider(request.source()).resolveCredentials();
    RoleArn role = defaults.roleArn(request, sts, source);
    SessionParameters parameters = defaults.named(request);
    AssumedRole assumed =
        sts.assumeRole(
            source, role, parameters, previous.map(Session::chainingLimited).orElse(false));
    audit.issued(invocation.clock().instant(), role, parameters, assumed);
    Instant now = checkedNow(role, assumed);
    return new Session(
        request.given(),
        role,
        assumed.arn(),
        region,
        now,
        assumed.expiration(),
        assumed.chainingLimited(),
        assumed.id(),
        assumed.leftOut(),
        assumed.credentials());
  }

  /** The time, at which the session must still have a life. */
  Instant checkedNow(RoleArn role, AssumedRole assumed) throws AsroleException {
    Instant now = invocation.clock().instant();
    if (!assumed.expiration().isAfter(now)) {
      throw AsroleException.unavailable(
              "the role session of "
                  + role
                  + " ended at "
                  + assumed.expiration()
                  + ", as soon as it was issued: is the clock of this host right? It says "
                  + now)
          .because(Trouble.CLOCK);
    }
    return now;
  }

  /** Where that source's credentials come from. */
  CredentialsProvider provider(SourceChoice choice) {
    if (choice instanceof SourceChoice.Chained chained) {
      return () -> open(store(), chained.request(), Need.START, () -> {}).credentials();
    }
    if (choice instanceof SourceChoice.ProfileKeys keys) {
      return Sources.profile(keys.profile(), trace);
    }
    return switch ((SourceChoice.Ambient) choice) {
      case INSTANCE -> instance;
      case CONTAINER -> Sources.container(invocation.environment(), trace);
      case ENVIRONMENT -> Sources.environment(invocation.environment(), trace);
    };
  }

  /** Where STS is for that region. */
  StsEndpoint stsEndpoint(String region) throws AsroleException {
    return StsEndpoint.of(region, settings);
  }

  private SecurityTokenService securityTokenService(String region) throws AsroleException {
    StsEndpoint endpoint = stsEndpoint(region);
    trace.step(endpoint.name());
    return new SecurityTokenService(endpoint, invocation.clock(), trace);
  }
}
