// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.child;

import io.asrole.text.EnvironmentVariables;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The variables of the container's credentials endpoint, with AWS's names and with asrole's names.
 *
 * <p>The command must not have the variables with AWS's names, because they take precedence over
 * its keys in some SDKs. An asrole that the command starts needs the same source, and finds it in
 * the variables with asrole's names.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/sdkref/latest/guide/feature-container-credentials.html">container
 *     credential provider</a>
 */
public final class ContainerVariables {
  private static final String AWS = "AWS_CONTAINER_";
  private static final String OWN = "ASROLE_CONTAINER_";
  private static final String RELATIVE_URI = "CREDENTIALS_RELATIVE_URI";
  private static final String FULL_URI = "CREDENTIALS_FULL_URI";
  private static final List<String> ALL =
      List.of(RELATIVE_URI, FULL_URI, "AUTHORIZATION_TOKEN", "AUTHORIZATION_TOKEN_FILE");

  private ContainerVariables() {}

  /**
   * The environment with the outer asrole's endpoint in AWS's variables, if they name no other one.
   */
  public static Map<String, String> restore(Map<String, String> environment) {
    if (hasEndpoint(environment, AWS) || !hasEndpoint(environment, OWN)) {
      return environment;
    }
    Map<String, String> restored = new LinkedHashMap<>(environment);
    for (String name : ALL) {
      restored.remove(AWS + name);
      String value = environment.get(OWN + name);
      if (value != null) {
        restored.put(AWS + name, value);
      }
    }
    return restored;
  }

  /** Adds the changes that move the endpoint to the variables with asrole's names. */
  static void moveToOwnNames(
      Map<String, String> environment, Map<String, String> set, List<String> unset) {
    if (!hasEndpoint(environment, AWS)) {
      return;
    }
    for (String name : ALL) {
      String value = environment.getOrDefault(AWS + name, "");
      if (!value.isEmpty()) {
        set.put(OWN + name, value);
      } else if (environment.containsKey(OWN + name)) {
        unset.add(OWN + name);
      }
    }
  }

  private static boolean hasEndpoint(Map<String, String> environment, String prefix) {
    return EnvironmentVariables.firstOf(environment, prefix + RELATIVE_URI, prefix + FULL_URI)
        .isPresent();
  }
}
