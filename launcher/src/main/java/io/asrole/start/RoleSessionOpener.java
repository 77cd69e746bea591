// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.start;

import io.asrole.AsroleException;
import io.asrole.Credentials;
import io.asrole.CredentialsProvider;
import io.asrole.FailureCause;
import io.asrole.child.ChildEnvironment;
import io.asrole.child.ContainerVariables;
import io.asrole.front.DecidingFiles;
import io.asrole.front.DidYouMean;
import io.asrole.front.WarmFile;
import io.asrole.front.WarmFiles;
import io.asrole.front.WarmStartVariables;
import io.asrole.role.AwsSettings;
import io.asrole.role.DefaultSource;
import io.asrole.role.Profiles;
import io.asrole.role.RoleArn;
import io.asrole.role.RoleRequest;
import io.asrole.role.SessionParameters;
import io.asrole.role.SourceChoice;
import io.asrole.session.Session;
import io.asrole.session.SessionKey;
import io.asrole.session.SessionStore;
import io.asrole.session.SessionStore.Need;
import io.asrole.session.StoreFolder;
import io.asrole.source.InstanceProfile;
import io.asrole.source.MetadataEndpoint;
import io.asrole.source.Sources;
import io.asrole.sts.AssumedRole;
import io.asrole.sts.CallerIdentity;
import io.asrole.sts.SecurityTokenService;
import io.asrole.sts.StsEndpoint;
import io.asrole.text.Progress;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The rooms put together by hand: session( sts( source ) ), again for each hop of a chain. */
public final class RoleSessionOpener {
  private final Invocation invocation;
  private final Progress progress;
  private final AuditLog audit;
  private final Map<String, String> environment;
  private final Optional<String> files;
  private final Map<SourceChoice, Credentials> processes = new HashMap<>();
  private final Profiles profiles;
  private final AwsSettings settings;
  private final SessionKeyFactory keys;
  private final InstanceProfile instance;
  private final RequestDefaults defaults;

  /**
   * @param role the role as it is called, whose profile says how AWS is reached; null for none
   */
  public RoleSessionOpener(Invocation invocation, Progress progress, @Nullable String role)
      throws AsroleException {
    this(invocation, progress, role, null);
  }

  /**
   * @param command argument 0 of the command that the session is for
   */
  public RoleSessionOpener(
      Invocation invocation, Progress progress, @Nullable String role, @Nullable String command)
      throws AsroleException {
    this.invocation = invocation;
    this.audit = new AuditLog(invocation, command, progress);
    this.progress = progress;
    this.environment = ContainerVariables.restore(invocation.environment());
    // Before they are read: an edit meanwhile must show.
    this.files = DecidingFiles.read(invocation.environment(), invocation.clock().instant());
    this.profiles = Profiles.load(environment);
    this.settings = profiles.settings(role, environment);
    MetadataEndpoint metadata = MetadataEndpoint.read(settings, environment);
    this.keys =
        new SessionKeyFactory(environment, settings, metadata, profiles, this::processAccessKeyId);
    this.instance = new InstanceProfile(metadata, progress);
    this.defaults = new RequestDefaults(instance, progress);
  }

  /** A session of the role called for; the script answers plain calls from it for some time. */
  public Session open(RoleCall call, Need need, Runnable renewal) throws AsroleException {
    RoleRequest request = request(call);
    profiles
        .unreadable()
        .ifPresent(
            e -> progress.warn(e.sentence() + "; the role is an ARN, so it starts without it"));
    SessionStore store = store();
    WarmFiles warmFiles = new WarmFiles(store, invocation.clock(), progress);
    Optional<WarmFile> warm =
        call.isPlain() && request.source().isDecidedByFiles()
            ? files.flatMap(f -> WarmStartVariables.of(call.role(), invocation.environment(), f))
            : Optional.empty();
    try {
      Session session = open(store, request, need, renewal);
      String region = ChildEnvironment.hasRegion(environment) ? "" : session.region();
      SessionKey key = keys.of(request);
      warm.ifPresent(file -> warmFiles.keep(file, key, session, region));
      return session;
    } catch (AsroleException e) {
      AsroleException explained = DidYouMean.explain(e, request, profiles);
      warm.ifPresent(file -> warmFiles.refuse(file, explained));
      throw explained;
    }
  }

  /** What the call asks for, by the profiles of the AWS config file. */
  public RoleRequest request(RoleCall call) throws AsroleException {
    return RoleRequest.read(
        call.role(), call.parameters(), call.source(), call.region(), profiles, environment);
  }

  /** What the AWS files hold. */
  public Profiles profiles() {
    return profiles;
  }

  /** What a request leaves open. */
  public RequestDefaults defaults() {
    return defaults;
  }

  /** What the instance knows of itself. */
  public InstanceProfile instance() {
    return instance;
  }

  private Session open(SessionStore store, RoleRequest request, Need need, Runnable renewal)
      throws AsroleException {
    Session session =
        store.resolve(keys.of(request), need, previous -> assume(request, previous), renewal);
    for (String action : session.leftOut()) {
      progress.warn(
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
        StoreFolder.location(environment, invocation.userHome()),
        invocation.clock(),
        invocation.waits(),
        progress);
  }

  /** Who signs with these credentials. */
  public CallerIdentity callerIdentity(Credentials credentials, @Nullable String region)
      throws AsroleException {
    return securityTokenService(defaults.region(region, false)).callerIdentity(credentials);
  }

  /** The region that was configured, null where only instance metadata knows. */
  @Nullable
  public String configuredRegion(@Nullable String option) throws AsroleException {
    return RoleRequest.region(null, option, profiles, environment);
  }

  /** The source that AWS's own tools use here where nothing names one. */
  public SourceChoice defaultSource() throws AsroleException {
    return DefaultSource.find(profiles, environment);
  }

  /** The source that {@code --source} names. */
  public SourceChoice sourceChoice(String source) throws AsroleException {
    return RoleRequest.readSource(source, profiles, environment);
  }

  private Session assume(RoleRequest request, Optional<Session> previous) throws AsroleException {
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
        assumed.chainingLimited(),
        assumed.id(),
        assumed.leftOut(),
        assumed.credentials());
  }

  /** The time, at which the session must still have a life. */
  public Instant checkedNow(RoleArn role, AssumedRole assumed) throws AsroleException {
    Instant now = invocation.clock().instant();
    if (!assumed.expiration().isAfter(now)) {
      throw AsroleException.unavailable(
              "the role session of "
                  + role
                  + " ended at "
                  + assumed.expiration()
                  + ", as soon as it was issued: is the clock of this host right? It says "
                  + now)
          .withFailureCause(FailureCause.CLOCK);
    }
    return now;
  }

  /** Where that source's credentials come from. */
  public CredentialsProvider provider(SourceChoice choice) {
    if (choice instanceof SourceChoice.Chained chained) {
      return () -> open(store(), chained.request(), Need.START, () -> {}).credentials();
    }
    if (choice instanceof SourceChoice.ProfileKeys keys) {
      CredentialsProvider provider = Sources.profile(keys.profile(), progress);
      return keys.isProcess() ? () -> once(choice, provider) : provider;
    }
    return switch ((SourceChoice.Ambient) choice) {
      case INSTANCE -> instance;
      case CONTAINER -> Sources.container(environment, progress);
      case ENVIRONMENT -> Sources.environment(environment, progress);
    };
  }

  /** Runs a credential process once: its credentials tell which session may be reused, too. */
  private Credentials once(SourceChoice choice, CredentialsProvider provider)
      throws AsroleException {
    Credentials known = processes.get(choice);
    if (known == null) {
      known = provider.resolveCredentials();
      processes.put(choice, known);
    }
    return known;
  }

  private String processAccessKeyId(SourceChoice.ProfileKeys keys) throws AsroleException {
    return provider(keys).resolveCredentials().accessKeyId();
  }

  /** Where STS is for that region. */
  public StsEndpoint stsEndpoint(String region) throws AsroleException {
    return StsEndpoint.read(region, settings);
  }

  private SecurityTokenService securityTokenService(String region) throws AsroleException {
    StsEndpoint endpoint = stsEndpoint(region);
    progress.step(endpoint.name());
    return new SecurityTokenService(endpoint, invocation.clock(), progress);
  }
}
