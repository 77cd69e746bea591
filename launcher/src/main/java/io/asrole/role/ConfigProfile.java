// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.role;

import io.asrole.AsroleException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One profile of the AWS config and credentials files.
 *
 * @param nestedRole the line of a role_arn that is indented below another property; 0 for none
 * @param keysFirst whether its keys take precedence over its credential_process, as keys in the
 *     credentials file do
 * @see <a href="https://docs.aws.amazon.com/cli/latest/userguide/cli-configure-files.html">AWS CLI:
 *     configuration and credential file settings</a>
 */
public record ConfigProfile(
    String name, Map<String, String> properties, int nestedRole, boolean keysFirst) {
  private static final String ACCESS_KEY = "aws_access_key_id";
  private static final List<String> KEYS =
      List.of(ACCESS_KEY, "aws_secret_access_key", "aws_session_token", "aws_security_token");

  /** Properties of credential sources that asrole does not support. */
  private static final List<String> UNSUPPORTED =
      List.of(
          "web_identity_token_file",
          "sso_session",
          "sso_start_url",
          "sso_account_id",
          "sso_role_name",
          "login_session");

  /** The profile of one section. */
  static ConfigProfile create(String name, ConfigFile.Section section) {
    return new ConfigProfile(name, Map.copyOf(section.properties()), section.nestedRole(), false);
  }

  /**
   * A copy with the properties of the profile's section in the credentials file. If that section
   * has keys, the keys of the config file are dropped, so that keys of two files are never mixed.
   */
  ConfigProfile withCredentialsFile(ConfigFile.Section credentials) {
    boolean keys = credentials.properties().containsKey(ACCESS_KEY);
    Map<String, String> both = new HashMap<>(properties);
    if (keys) {
      both.keySet().removeAll(KEYS);
    }
    both.putAll(credentials.properties());
    int nested = nestedRole > 0 ? nestedRole : credentials.nestedRole();
    return new ConfigProfile(name, Map.copyOf(both), nested, keys);
  }

  /** A copy with keys that take precedence over its credential_process. */
  ConfigProfile withKeysFirst() {
    return new ConfigProfile(name, properties, nestedRole, true);
  }

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

  /** Whether the profile has static keys, or only one part of the key pair. */
  boolean hasStaticKeys() {
    return properties.containsKey(ACCESS_KEY) || properties.containsKey("aws_secret_access_key");
  }

  /** Whether the profile has static keys or a credential_process. */
  boolean hasKeys() {
    return hasStaticKeys() || get("credential_process") != null;
  }

  /** The credential_process if the profile's keys come from it; null otherwise. */
  public @Nullable String credentialProcess() {
    String process = get("credential_process");
    return process == null || (keysFirst && get(ACCESS_KEY) != null) ? null : process;
  }

  /**
   * The session token of the static keys, by its current or its old property name; null if none.
   */
  public @Nullable String sessionToken() {
    String former = get("aws_security_token");
    return former == null ? get("aws_session_token") : former;
  }

  /** The property that names an unsupported source of credentials; null if there is none. */
  @Nullable String unsupportedSource() {
    return UNSUPPORTED.stream().filter(property -> get(property) != null).findFirst().orElse(null);
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

  /** Shows only the name, because the properties may contain keys. */
  @Override
  public String toString() {
    return "ConfigProfile(" + name + ")";
  }
}
