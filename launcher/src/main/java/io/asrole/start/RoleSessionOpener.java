// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.start;

import io.asrole.AsroleException;
import io.asrole.Credentials;
import io.asrole.CredentialsProvider;
import io.asrole.child.ChildEnvironment;
import io.asrole.child.RefreshProfile;
import io.asrole.front.DidYouMean;
import io.asrole.front.WarmFile;
import io.asrole.front.WarmFiles;
import io.asrole.front.WarmStartVariables;
import io.asrole.role.RoleArn;
import io.asrole.role.RoleRequest;
import io.asrole.role.SessionParameters;
import io.asrole.role.SourceChoice;
import io.asrole.session.Need;
import io.asrole.session.Session;
import io.asrole.session.SessionKey;
import io.asrole.session.SessionStore;
import io.asrole.session.UserFolder;
import io.asrole.source.Sources;
import io.asrole.sts.AssumedRole;
import io.asrole.sts.SecurityTokenService;
import io.asrole.sts.StsEndpoint;
import io.asrole.text.Progress;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Opens a role session. {@link #open(RoleCall, Need, Runnable)} reads the request and looks for the
 * session in the store. If the session is missing, {@link #assumeRole} gets source credentials and
 * the role's ARN, and calls AssumeRole. A source that is a role is opened in the same way.
 */
public final class RoleSessionOpener {
  private final Invocation invocation;
  private final Progress progress;
  private final AwsContext aws;
  private final StartObserver observer;
  private final @Nullable AuditLog audit;
  private final RefreshFiles refresh;
  private final SessionKeyFactory keys;
  private final Map<SourceChoice, Credentials> processes = new HashMap<>();

  private RoleSessionOpener(
      Invocation invocation,
      Progress progress,
      AwsContext aws,
      @Nullable AuditLog audit,
      @Nullable RefreshFiles refresh,
      StartObserver observer) {
    this.invocation = invocation;
    this.progress = progress;
    this.aws = aws;
    this.audit = audit;
    this.refresh = refresh == null ? new RefreshFiles(invocation, aws, progress, null) : refresh;
    this.observer = observer;
    this.keys = aws.sessionKeys(source -> credentials(source).accessKeyId());
  }

  /**
   * Creates an opener for a start.
   *
   * @param command argument 0 of the command that the session is for; null if there is no command
   */
  public static RoleSessionOpener create(
      Invocation invocation, Progress progress, AwsContext aws, @Nullable String command) {
    return create(invocation, progress, aws, command, null);
  }

  /** Creates an opener for a start, which may have the option {@code --refresh}. */
  static RoleSessionOpener create(
      Invocation invocation,
      Progress progress,
      AwsContext aws,
      @Nullable String command,
      @Nullable RefreshFiles refresh) {
    AuditLog audit = new AuditLog(invocation, command, progress);
    return new RoleSessionOpener(invocation, progress, aws, audit, refresh, StartObserver.NONE);
  }

  /**
   * Creates an opener that runs the same steps for the doctor. It does not use the session store,
   * so that no cached session hides a failure. It has short time limits for STS.
   */
  public static RoleSessionOpener createForDiagnosis(
      Invocation invocation, Progress progress, AwsContext aws, StartObserver observer) {
    AuditLog audit = new AuditLog(invocation, null, progress);
    return new RoleSessionOpener(invocation, progress, aws, audit, null, observer);
  }

  /** Creates an opener for asrole-grant, which has its own log for the sessions of its callers. */
  public static RoleSessionOpener createForGrant(
      Invocation invocation, Progress progress, AwsContext aws) {
    return new RoleSessionOpener(invocation, progress, aws, null, null, StartObserver.NONE);
  }

  /**
   * Opens a session of the called role, and writes the warm file from which the asrole script
   * starts the same call.
   *
   * @param renewal starts the renewal of the session in the background
   */
  public Session open(RoleCall call, Need need, Runnable renewal) throws AsroleException {
    RoleRequest request = aws.request(call);
    aws.profiles()
        .unreadable()
        .ifPresent(
            e -> progress.warn(e.sentence() + "; the role is an ARN, so it starts without it"));
    SessionStore store = store();
    WarmFiles warmFiles = new WarmFiles(store, invocation.clock(), progress);
    refresh.requireRenewable(request);
    refresh.touchOwn();
    Optional<WarmFile> warm = warmFile(call, request);
    try {
      Session session = resolve(store, request, need, renewal);
      String region = ChildEnvironment.hasRegion(aws.environment()) ? "" : session.region();
      SessionKey key = keys.create(request);
      Optional<RefreshProfile> profile = refresh.profile(call.role());
      warm.ifPresent(file -> warmFiles.keep(file, key, session, region, profile));
      return session;
    } catch (AsroleException e) {
      AsroleException explained = DidYouMean.explain(e, request, call.options(), aws.profiles());
      warm.ifPresent(file -> warmFiles.refuse(file, explained));
      throw explained;
    }
  }

  /** The warm file for the call; empty if the script cannot prove that a later call is the same. */
  private Optional<WarmFile> warmFile(RoleCall call, RoleRequest request) {
    return call.isPlain() && request.source().isDecidedByFiles()
        ? aws.decidingFiles()
            .flatMap(
                f -> WarmStartVariables.createWarmFile(call.role(), invocation.environment(), f))
        : Optional.empty();
  }

  private SessionStore store() throws AsroleException {
    return new SessionStore(
        UserFolder.SESSION_STORE.location(aws.environment(), invocation.userHome()),
        invocation.clock(),
        invocation.waits(),
        progress);
  }

  private Session resolve(SessionStore store, RoleRequest request, Need need, Runnable renewal)
      throws AsroleException {
    Session session =
        store.resolve(
            keys.create(request), need, previous -> assumeRole(request, previous), renewal);
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

  /**
   * Calls AssumeRole for the request.
   *
   * @param previous the previous session of the store, which records whether AWS limits the session
   *     to one hour
   */
  public Session assumeRole(RoleRequest request, Optional<Session> previous)
      throws AsroleException {
    observer.begins(request);
    if (request.source() == SourceChoice.Ambient.GRANT) {
      return GrantedSession.open(
          aws, request, invocation.clock().instant(), audit, observer, progress);
    }
    String region = aws.defaults().region(request);
    StsEndpoint endpoint = aws.stsEndpoint(region);
    observer.foundEndpoint(request, region, endpoint);
    SecurityTokenService sts = securityTokenService(endpoint);
    Credentials source = credentials(request.source());
    observer.gotSourceCredentials(request, source, sts);
    RoleArn role = aws.defaults().roleArn(request, sts, source);
    SessionParameters parameters = aws.defaults().named(request);
    observer.foundRole(role, parameters);
    AssumedRole assumed =
        sts.assumeRole(
            source, role, parameters, previous.map(Session::chainingLimited).orElse(false));
    Instant now = invocation.clock().instant();
    if (audit != null) {
      audit.issued(now, role, parameters, assumed, !isDiagnosis());
    }
    assumed.requireUsable(role, now);
    observer.opened(assumed, now);
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

  private boolean isDiagnosis() {
    return observer != StartObserver.NONE;
  }

  private SecurityTokenService securityTokenService(StsEndpoint endpoint) {
    progress.step(endpoint.name());
    return isDiagnosis()
        ? SecurityTokenService.impatient(endpoint, invocation.clock(), progress)
        : new SecurityTokenService(endpoint, invocation.clock(), progress);
  }

  /** Gets the credentials of a source; runs a credential_process only once. */
  public Credentials credentials(SourceChoice source) throws AsroleException {
    if (source instanceof SourceChoice.Chained chained) {
      return isDiagnosis()
          ? assumeRole(chained.request(), Optional.empty()).credentials()
          : resolve(store(), chained.request(), Need.START, () -> {}).credentials();
    }
    Credentials known = processes.get(source);
    if (known != null) {
      return known;
    }
    Credentials credentials = provider(source).resolveCredentials();
    if (source instanceof SourceChoice.ProfileKeys keys && keys.isProcess()) {
      // The session key uses the access key id of the same run.
      processes.put(source, credentials);
    }
    return credentials;
  }

  private CredentialsProvider provider(SourceChoice source) throws AsroleException {
    if (source instanceof SourceChoice.ProfileKeys keys) {
      return Sources.profile(keys.profile(), progress);
    }
    return switch ((SourceChoice.Ambient) source) {
      case INSTANCE -> aws.instance();
      case CONTAINER -> Sources.container(aws.environment(), progress);
      case ENVIRONMENT -> Sources.environment(aws.environment(), progress);
      case GRANT -> throw GrantedSession.noCredentials();
    };
  }
}
