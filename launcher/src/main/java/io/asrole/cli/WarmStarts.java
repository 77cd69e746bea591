// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.cli;

import io.asrole.posix.Host;
import io.asrole.session.WarmStart;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Which calls the script may answer from a file, and under which variables. */
final class WarmStarts {
  /**
   * Every variable that can change the outcome of a plain call, in the order in which the script
   * joins them, behind the role.
   */
  static final List<String> VARIABLES =
      List.of(
          "HOME",
          "AWS_REGION",
          "AWS_DEFAULT_REGION",
          "AWS_PROFILE",
          "AWS_DEFAULT_PROFILE",
          "AWS_CONFIG_FILE",
          "AWS_SHARED_CREDENTIALS_FILE",
          "AWS_ENDPOINT_URL",
          "AWS_ENDPOINT_URL_STS",
          "AWS_IGNORE_CONFIGURED_ENDPOINT_URLS",
          "AWS_USE_FIPS_ENDPOINT",
          "AWS_USE_DUALSTACK_ENDPOINT",
          "AWS_CA_BUNDLE",
          "AWS_EC2_METADATA_DISABLED",
          "AWS_EC2_METADATA_V1_DISABLED",
          "AWS_EC2_METADATA_SERVICE_ENDPOINT",
          "AWS_EC2_METADATA_SERVICE_ENDPOINT_MODE",
          "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI",
          "AWS_CONTAINER_CREDENTIALS_FULL_URI",
          "AWS_CONTAINER_AUTHORIZATION_TOKEN",
          "AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE",
          "AWS_WEB_IDENTITY_TOKEN_FILE",
          "AWS_STS_REGIONAL_ENDPOINTS");

  private static final String SEPARATOR = ",";

  private WarmStarts() {}

  /**
   * The warm start of a plain call; empty where a shell could not tell it from another, for the
   * script takes whatever has one for a plain call.
   */
  static Optional<WarmStart> of(String role, Map<String, String> environment) {
    StringBuilder line = new StringBuilder(role).append(SEPARATOR);
    for (String name : VARIABLES) {
      String value = environment.getOrDefault(name, "");
      if (value.contains(SEPARATOR)) {
        return Optional.empty();
      }
      line.append(value).append(SEPARATOR);
    }
    boolean named =
        !role.isEmpty()
            && ".-".indexOf(role.charAt(0)) < 0
            && !Words.isTaken(role)
            && role.chars().allMatch(WarmStarts::isOfRole);
    boolean housed = environment.getOrDefault("HOME", "").startsWith("/");
    return named && housed && !Host.boot().isEmpty()
        ? Optional.of(new WarmStart(role, Host.boot(), line.toString()))
        : Optional.empty();
  }

  private static boolean isOfRole(int c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || "_+=,.@-/:".indexOf(c) >= 0;
  }
}
