// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.child;

import io.asrole.text.EnvironmentVariables;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The variables of the container's credentials endpoint, under AWS's names and under asrole's own.
 *
 * <p>The command must not have AWS's names, which win over its keys in some SDKs. An asrole that
 * the command starts must have the same source all the same: it finds it under asrole's names.
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
   * The environment with the outer asrole's endpoint under AWS's names, where there is no other.
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

  /** Moves the endpoint of that environment to asrole's own names. */
  static void keep(Map<String, String> environment, Map<String, String> set, List<String> unset) {
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
