// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.doctor;

import io.asrole.text.EnvironmentVariables;
import java.util.List;
import java.util.Map;

/**
 * The variables that change which address asrole calls; none of them holds a secret.
 *
 * @see <a href="https://docs.aws.amazon.com/sdkref/latest/guide/settings-reference.html">AWS SDKs:
 *     settings reference</a>
 */
final class Settings {
  /** A name that begins another comes after it. */
  private static final List<String> VARIABLES =
      List.of(
          "AWS_CA_BUNDLE",
          "AWS_ENDPOINT_URL_STS",
          "AWS_ENDPOINT_URL",
          "AWS_EC2_METADATA_SERVICE_ENDPOINT",
          "AWS_METADATA_SERVICE_TIMEOUT");

  private Settings() {}

  /** The remedy for a failure whose sentence names one of them; none for any other failure. */
  static List<Remedy> of(String sentence, Map<String, String> environment) {
    for (String variable : VARIABLES) {
      if (sentence.contains(variable)) {
        return List.of(
            new Remedy(
                "this environment has " + variable + "=" + environment.get(variable),
                "unset " + variable));
      }
    }
    return List.of();
  }

  /** The path of the AWS config file, as a shell expands it. */
  static String configFile(Map<String, String> environment) {
    return EnvironmentVariables.firstOf(environment, "AWS_CONFIG_FILE").orElse("~/.aws/config");
  }
}
