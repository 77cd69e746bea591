// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.role;

import io.asrole.AsroleException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One section of the AWS config and credentials files.
 *
 * @see <a href="https://docs.aws.amazon.com/cli/latest/userguide/cli-configure-files.html">AWS CLI:
 *     configuration and credential file settings</a>
 */
public record ConfigProfile(String name, Map<String, String> properties) {

  /** The role to assume, if this profile has one. */
  @Nullable String roleArn() {
    return get("role_arn");
  }

  @Nullable String sourceProfile() {
    return get("source_profile");
  }

  @Nullable String credentialSource() {
    return get("credential_source");
  }

  @Nullable String region() {
    return get("region");
  }

  /** Whether it has keys of its own: static ones, or a process that prints them. */
  boolean hasKeys() {
    return get("aws_access_key_id") != null || get("credential_process") != null;
  }

  /** A property, or null where it is absent or empty. */
  public @Nullable String get(String property) {
    String value = properties.get(property);
    return value == null || value.isBlank() ? null : value;
  }

  /** The AssumeRole parameters that a profile can hold. */
  SessionParameters parameters() throws AsroleException {
    String seconds = get("duration_seconds");
    Duration duration =
        seconds == null
            ? null
            : Durations.parse(seconds, "duration_seconds of profile '" + name + "'");
    return new SessionParameters(
        duration,
        get("role_session_name"),
        get("external_id"),
        null,
        Map.of(),
        List.of(),
        null,
        List.of(),
        false);
  }

  /** Names the profile and nothing in it: its properties may hold keys. */
  @Override
  public String toString() {
    return "ConfigProfile(" + name + ")";
  }
}
