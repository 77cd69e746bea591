// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.role;

import io.asrole.AsroleException;
import io.asrole.text.EnvironmentVariables;
import java.util.Map;
import java.util.Optional;

/**
 * Finds the source credentials that AWS's own tools use by default: the environment, the active
 * profile, the container endpoint, or the instance profile.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/sdkref/latest/guide/standardized-credentials.html#credentialProviderChain">
 *     default credential provider chain</a>
 */
public final class DefaultSource {
  private DefaultSource() {}

  /** Finds the source; throws if asrole does not support the source that AWS's tools would use. */
  public static SourceChoice find(
      SourceChoice.Ambient host, Profiles profiles, Map<String, String> environment)
      throws AsroleException {
    if (EnvironmentVariables.firstOf(environment, "AWS_ACCESS_KEY_ID").isPresent()) {
      return SourceChoice.Ambient.ENVIRONMENT;
    }
    if (EnvironmentVariables.firstOf(environment, "AWS_WEB_IDENTITY_TOKEN_FILE").isPresent()) {
      throw RoleFailure.unknowable("AWS_WEB_IDENTITY_TOKEN_FILE names a web identity");
    }
    Optional<String> named = EnvironmentVariables.firstOf(environment, "AWS_PROFILE");
    Optional<String> other = EnvironmentVariables.firstOf(environment, "AWS_DEFAULT_PROFILE");
    if (named.isPresent() && other.isPresent() && !named.equals(other)) {
      throw RoleFailure.unknowable("AWS_PROFILE and AWS_DEFAULT_PROFILE name different profiles");
    }
    Optional<ConfigProfile> profile = profiles.find(profiles.active());
    if (profile.isEmpty() && (named.isPresent() || other.isPresent())) {
      throw RoleFailure.unknownProfile(
          profiles.active(),
          named.isPresent() ? "AWS_PROFILE" : "AWS_DEFAULT_PROFILE",
          profiles.files(),
          Optional.empty());
    }
    if (profile.isPresent()) {
      Optional<SourceChoice> ofProfile = find(profile.get(), host, profiles, environment);
      if (ofProfile.isPresent()) {
        return ofProfile.get();
      }
    }
    return RoleRequest.readSource("auto", host, profiles, environment);
  }

  /** The profile's role, else its keys; empty if the profile has neither. */
  private static Optional<SourceChoice> find(
      ConfigProfile profile,
      SourceChoice.Ambient host,
      Profiles profiles,
      Map<String, String> environment)
      throws AsroleException {
    String name = profile.name();
    String unsupported = profile.unsupportedSource();
    if (unsupported != null) {
      throw RoleFailure.unknowable("profile '" + name + "' has " + unsupported);
    }
    if (profile.properties().containsKey("role_arn")) {
      if (profile.sourceProfile() == null && profile.credentialSource() == null) {
        throw RoleFailure.profileWithoutSource(name);
      }
      return Optional.of(
          new SourceChoice.Chained(
              RoleRequest.read(
                  name, SessionParameters.NONE, null, host, null, profiles, environment)));
    }
    return profile.hasKeys()
        ? Optional.of(new SourceChoice.ProfileKeys(profile))
        : Optional.empty();
  }
}
