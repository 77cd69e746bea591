// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.start;

import io.asrole.AsroleException;
import io.asrole.Credentials;
import io.asrole.child.ContainerVariables;
import io.asrole.front.DecidingFiles;
import io.asrole.guard.GuardedHost;
import io.asrole.posix.User;
import io.asrole.role.AwsSettings;
import io.asrole.role.DefaultSource;
import io.asrole.role.Profiles;
import io.asrole.role.RoleRequest;
import io.asrole.role.SourceChoice;
import io.asrole.source.InstanceProfile;
import io.asrole.source.MetadataEndpoint;
import io.asrole.sts.CallerIdentity;
import io.asrole.sts.SecurityTokenService;
import io.asrole.sts.StsEndpoint;
import io.asrole.text.Progress;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The AWS configuration of this host: the environment, the AWS config files, the settings of the
 * called profile, and the endpoint of instance metadata.
 */
public final class AwsContext {
  private final Invocation invocation;
  private final Progress progress;
  private final Map<String, String> environment;
  private final Optional<String> decidingFiles;
  private final Profiles profiles;
  private final AwsSettings settings;
  private final MetadataEndpoint metadata;
  private final InstanceProfile instance;
  private final Optional<GuardedHost> guard;
  private final String user;

  private AwsContext(
      Invocation invocation,
      Progress progress,
      @Nullable String role,
      Optional<GuardedHost> guard,
      String user)
      throws AsroleException {
    this.invocation = invocation;
    this.progress = progress;
    this.environment = ContainerVariables.restore(invocation.environment());
    // Before the files are read, so that a concurrent edit is detected.
    this.decidingFiles = DecidingFiles.read(invocation.environment(), invocation.clock().instant());
    this.profiles = Profiles.load(environment);
    this.settings = profiles.settings(role, environment);
    this.metadata = MetadataEndpoint.read(settings, environment);
    this.instance = new InstanceProfile(metadata, progress);
    this.guard = guard;
    this.user = user;
  }

  /**
   * Reads the environment and the AWS config files.
   *
   * @param role the role as given; its profile may set endpoints and proxies. Null for none.
   */
  public static AwsContext read(Invocation invocation, Progress progress, @Nullable String role)
      throws AsroleException {
    return new AwsContext(invocation, progress, role, readGuard(), User.name());
  }

  /**
   * Reads the same for asrole-grant, which must not run itself through sudo.
   *
   * @param user the caller, for the names of the sessions
   */
  public static AwsContext readForGrant(
      Invocation invocation, Progress progress, String role, String user) throws AsroleException {
    return new AwsContext(invocation, progress, role, Optional.empty(), user);
  }

  /** Creates the request of a call, completed from the AWS config file. */
  public RoleRequest request(RoleCall call) throws AsroleException {
    return RoleRequest.read(
        call.role(),
        call.parameters(),
        call.source(),
        host(),
        call.region(),
        profiles,
        environment);
  }

  /** The guarded host; empty if this user reaches instance metadata. */
  public Optional<GuardedHost> guard() {
    return guard;
  }

  /** The guarded host; throws if this user reaches instance metadata. */
  public GuardedHost requireGuard() throws AsroleException {
    return guard.orElseThrow(GrantedSession::notGuarded);
  }

  private static Optional<GuardedHost> readGuard() throws AsroleException {
    try {
      int uid = User.uid();
      return GuardedHost.read().filter(host -> host.restricts(uid));
    } catch (IOException e) {
      throw AsroleException.refused("cannot read the user id of this process: " + e.getMessage());
    }
  }

  private SourceChoice.Ambient host() {
    return guard.isPresent() ? SourceChoice.Ambient.GRANT : SourceChoice.Ambient.INSTANCE;
  }

  /** The profiles of the AWS config files. */
  public Profiles profiles() {
    return profiles;
  }

  /** The instance profile. */
  public InstanceProfile instance() {
    return instance;
  }

  /** Completes requests with the instance's region, account and id. */
  public RequestDefaults defaults() {
    return new RequestDefaults(instance, user, progress);
  }

  /** The source that AWS's own tools use on this host if no option names one. */
  public SourceChoice defaultSource() throws AsroleException {
    return DefaultSource.find(host(), profiles, environment);
  }

  /** The source that the value of {@code --source} names. */
  public SourceChoice source(String option) throws AsroleException {
    return RoleRequest.readSource(option, host(), profiles, environment);
  }

  /** The configured region; null if only instance metadata knows the region. */
  public @Nullable String configuredRegion(@Nullable String option) throws AsroleException {
    return RoleRequest.region(null, option, profiles, environment);
  }

  /** The endpoint of STS for a region. */
  public StsEndpoint stsEndpoint(String region) throws AsroleException {
    return StsEndpoint.read(region, settings);
  }

  /** Calls GetCallerIdentity with these credentials. */
  public CallerIdentity callerIdentity(Credentials credentials, @Nullable String region)
      throws AsroleException {
    StsEndpoint endpoint = stsEndpoint(defaults().region(region, false));
    progress.step(endpoint.name());
    return new SecurityTokenService(endpoint, invocation.clock(), progress)
        .callerIdentity(credentials);
  }

  Map<String, String> environment() {
    return environment;
  }

  /** The identities that {@link DecidingFiles} read; empty if they rule out a warm start. */
  Optional<String> decidingFiles() {
    return decidingFiles;
  }

  SessionKeyFactory sessionKeys(SessionKeyFactory.ProcessAccessKeyId processAccessKeyId) {
    return new SessionKeyFactory(environment, settings, metadata, profiles, processAccessKeyId);
  }
}
