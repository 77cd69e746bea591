// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.sandbox;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Creates the environment of a command in the sandbox. Variables that select other credentials,
 * another region or other endpoints are removed.
 *
 * @see <a href="https://docs.aws.amazon.com/sdkref/latest/guide/settings-reference.html">Settings
 *     reference of the AWS SDKs</a>
 */
final class ChildEnvironment {
  private static final Set<String> REMOVED =
      Set.of(
          // These select other credentials than those of the instance.
          "AWS_ACCESS_KEY",
          "AWS_ACCESS_KEY_ID",
          "AWS_CREDENTIAL_EXPIRATION",
          "AWS_CREDENTIAL_PROFILES_FILE",
          "AWS_DEFAULT_PROFILE",
          "AWS_PROFILE",
          "AWS_ROLE_ARN",
          "AWS_ROLE_SESSION_NAME",
          "AWS_SECRET_ACCESS_KEY",
          "AWS_SECRET_KEY",
          "AWS_SECURITY_TOKEN",
          "AWS_SESSION_TOKEN",
          "AWS_WEB_IDENTITY_TOKEN_FILE",
          // These select another region than that of the instance.
          "AWS_DEFAULT_REGION",
          "AWS_REGION",
          // These select other endpoints. A command in the sandbox must not reach AWS.
          "AWS_EC2_METADATA_DISABLED",
          "AWS_EC2_METADATA_SERVICE_ENDPOINT_MODE",
          "AWS_ENDPOINT_URL",
          "AWS_IGNORE_CONFIGURED_ENDPOINT_URLS",
          "AWS_USE_DUALSTACK_ENDPOINT",
          "AWS_USE_FIPS_ENDPOINT");

  private ChildEnvironment() {}

  static Map<String, String> create(Map<String, String> inherited, Map<String, String> sandbox) {
    Map<String, String> variables = new TreeMap<>(inherited);
    variables
        .keySet()
        .removeIf(name -> REMOVED.contains(name) || name.startsWith("AWS_CONTAINER_"));
    variables.putAll(sandbox);
    return variables;
  }
}
