// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.role;

import io.asrole.AsroleException;
import io.asrole.text.EditDistance;
import io.asrole.text.EnvironmentVariables;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A request for a role session: the role, its AssumeRole parameters, its source credentials, and
 * the region of STS.
 *
 * @param given the role as it is written on the command line or in the profile
 * @param region null if only instance metadata knows it
 */
public record RoleRequest(
    String given,
    RoleReference role,
    SessionParameters parameters,
    SourceChoice source,
    @Nullable String region) {

  /** Reads requests; follows source profiles, and throws if they form a circle. */
  public static final class Reader {
    private final Profiles profiles;
    private final Map<String, String> environment;
    private final SourceChoice.Ambient host;
    private final @Nullable String region;
    private final List<String> path = new ArrayList<>();

    private Reader(
        Profiles profiles,
        Map<String, String> environment,
        SourceChoice.Ambient host,
        @Nullable String region) {
      this.profiles = profiles;
      this.environment = environment;
      this.host = host;
      this.region = region;
    }

    private RoleRequest read(String given, SessionParameters asked, @Nullable String source)
        throws AsroleException {
      Optional<ConfigProfile> profile =
          RoleArn.looksLike(given) ? Optional.empty() : profiles.find(given);
      if (profile.isPresent() && profile.get().roleArn() != null) {
        return readProfile(profile.get(), asked, source);
      }
      if (!RoleArn.looksLike(given)) {
        refuseHidden(given, profile);
      }
      SourceChoice choice = SourceChoice.parse(source == null ? "auto" : source, this);
      RoleReference role = RoleReference.parse(given);
      if (choice == SourceChoice.Ambient.GRANT) {
        requireOnlyName(role, asked);
      }
      return new RoleRequest(given, role, asked, choice, region);
    }

    /**
     * Throws if the name is that of a profile without a usable role: it is not a role name then.
     */
    private void refuseHidden(String given, Optional<ConfigProfile> profile)
        throws AsroleException {
      if (profile.isEmpty()) {
        profiles.refuseHidden(given);
        return;
      }
      if (profile.get().properties().containsKey("role_arn")) {
        throw RoleFailure.emptyRole(given);
      }
      if (profile.get().nestedRole() > 0) {
        throw RoleFailure.nestedRole(given, profile.get().nestedRole());
      }
      throw RoleFailure.profileWithoutRole(given, profile.get().hasKeys());
    }

    /** The administrator describes the roles of a guarded host, and no call changes them. */
    private static void requireOnlyName(RoleReference role, SessionParameters asked)
        throws AsroleException {
      if (role instanceof RoleReference.Arn) {
        throw RoleFailure.notGranted("the ARN " + role);
      }
      if (!asked.toMap().equals(SessionParameters.NONE.toMap())) {
        throw RoleFailure.notGranted("an option that changes the session");
      }
    }

    private RoleRequest readProfile(
        ConfigProfile profile, SessionParameters asked, @Nullable String source)
        throws AsroleException {
      enter(profile.name());
      if (profile.get("mfa_serial") != null) {
        throw RoleFailure.profileNeedsMfa(profile.name());
      }
      if (profile.get("web_identity_token_file") != null) {
        throw RoleFailure.unsupportedSource(profile.name(), "web_identity_token_file");
      }
      SourceChoice choice = source == null ? ownSource(profile) : SourceChoice.parse(source, this);
      if (choice == SourceChoice.Ambient.GRANT) {
        throw RoleFailure.notGranted("the profile '" + profile.name() + "'");
      }
      return new RoleRequest(
          profile.name(),
          new RoleReference.Arn(roleArn(profile)),
          asked.withDefaults(profile.parameters()),
          choice,
          region);
    }

    private static RoleArn roleArn(ConfigProfile profile) throws AsroleException {
      try {
        return RoleArn.parse(String.valueOf(profile.roleArn()));
      } catch (AsroleException e) {
        throw RoleFailure.inProfile(profile.name(), e);
      }
    }

    private SourceChoice ownSource(ConfigProfile profile) throws AsroleException {
      String sourceProfile = profile.sourceProfile();
      String credentialSource = profile.credentialSource();
      if (sourceProfile != null && credentialSource != null) {
        throw RoleFailure.profileWithTwoSources(profile.name());
      }
      if (sourceProfile != null) {
        return source(sourceProfile, "profile '" + profile.name() + "'");
      }
      if (credentialSource == null) {
        return auto();
      }
      return switch (credentialSource) {
        case "Ec2InstanceMetadata" -> SourceChoice.Ambient.INSTANCE;
        case "EcsContainer" -> SourceChoice.Ambient.CONTAINER;
        case "Environment" -> SourceChoice.Ambient.ENVIRONMENT;
        default -> throw RoleFailure.unknownCredentialSource(profile.name(), credentialSource);
      };
    }

    /** The container endpoint if its variables are set, else what this host has. */
    SourceChoice auto() throws AsroleException {
      if (EnvironmentVariables.firstOf(environment, "AWS_WEB_IDENTITY_TOKEN_FILE").isPresent()) {
        throw RoleFailure.webIdentity();
      }
      return EnvironmentVariables.firstOf(
                  environment,
                  "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI",
                  "AWS_CONTAINER_CREDENTIALS_FULL_URI")
              .isPresent()
          ? SourceChoice.Ambient.CONTAINER
          : host;
    }

    /** The profile as a source: its static keys, else its role, else its credential_process. */
    SourceChoice source(String name, String askedBy) throws AsroleException {
      Optional<ConfigProfile> found = profiles.find(name);
      if (found.isEmpty()) {
        throw RoleFailure.unknownProfile(
            name, askedBy, profiles.files(), EditDistance.findNearest(name, profiles.names()));
      }
      ConfigProfile profile = found.get();
      if (profile.roleArn() != null && !profile.hasStaticKeys()) {
        return new SourceChoice.Chained(readProfile(profile, SessionParameters.NONE, null));
      }
      String unsupported = profile.unsupportedSource();
      if (unsupported != null) {
        throw RoleFailure.unsupportedSource(name, unsupported);
      }
      if (!profile.hasKeys()) {
        throw RoleFailure.profileWithoutCredentials(name);
      }
      return new SourceChoice.ProfileKeys(profile);
    }

    private void enter(String name) throws AsroleException {
      boolean again = path.contains(name);
      path.add(name);
      if (again) {
        throw RoleFailure.profileCycle(String.join(" -> ", path));
      }
    }
  }

  /**
   * Reads a role as written on the command line: an ARN, a profile that has role_arn, or a name.
   *
   * @param source the value of {@code --source}, or null
   * @param host the source where nothing names one: the instance, or the grant on a guarded host
   * @param region the value of {@code --region}, or null
   */
  public static RoleRequest read(
      String given,
      SessionParameters asked,
      @Nullable String source,
      SourceChoice.Ambient host,
      @Nullable String region,
      Profiles profiles,
      Map<String, String> environment)
      throws AsroleException {
    return new Reader(profiles, environment, host, region(given, region, profiles, environment))
        .read(given, asked, source);
  }

  /** Reads the value of {@code --source} for subcommands that assume no role. */
  public static SourceChoice readSource(
      String source, SourceChoice.Ambient host, Profiles profiles, Map<String, String> environment)
      throws AsroleException {
    String region = region(null, null, profiles, environment);
    return SourceChoice.parse(source, new Reader(profiles, environment, host, region));
  }

  /**
   * The region: from {@code --region}, AWS_REGION, AWS_DEFAULT_REGION, the called profile, or the
   * active profile; null if none of them has one.
   */
  public static @Nullable String region(
      @Nullable String given,
      @Nullable String option,
      Profiles profiles,
      Map<String, String> environment)
      throws AsroleException {
    if (option != null) {
      return option;
    }
    Optional<String> variable =
        EnvironmentVariables.firstOf(environment, "AWS_REGION", "AWS_DEFAULT_REGION");
    if (variable.isPresent()) {
      return variable.get();
    }
    Optional<String> ofProfile = profiles.called(given).map(ConfigProfile::region);
    return ofProfile.isPresent() ? ofProfile.get() : profiles.activeRegion().orElse(null);
  }
}
