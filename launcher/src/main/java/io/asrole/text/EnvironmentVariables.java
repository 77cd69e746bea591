// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.text;

import java.util.Map;
import java.util.Optional;

/** Reads environment variables as AWS's tools do: an empty variable counts as not set. */
public final class EnvironmentVariables {
  private EnvironmentVariables() {}

  /** The value of the first of these variables that is set and not blank. */
  public static Optional<String> firstOf(Map<String, String> environment, String... variables) {
    for (String variable : variables) {
      String value = environment.get(variable);
      if (value != null && !value.isBlank()) {
        return Optional.of(value.strip());
      }
    }
    return Optional.empty();
  }

  /** Whether the variable is {@code true}, in upper or lower case. */
  public static boolean isTrue(Map<String, String> environment, String variable) {
    return "true".equalsIgnoreCase(environment.get(variable));
  }
}
