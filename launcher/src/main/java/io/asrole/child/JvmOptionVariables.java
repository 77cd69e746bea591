// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.child;

import java.util.HashMap;
import java.util.Map;

/**
 * The three variables with options for JVMs. The asrole script takes them away before it runs Java;
 * for {@code asrole doctor} it passes in system properties what they set.
 */
public final class JvmOptionVariables {
  private static final Map<String, String> PROPERTIES =
      Map.of(
          "JAVA_TOOL_OPTIONS", "asrole.jvm.options",
          "JDK_JAVA_OPTIONS", "asrole.jdk.options",
          "_JAVA_OPTIONS", "asrole.legacy.options");

  private JvmOptionVariables() {}

  /** The environment as the command will see it. */
  public static Map<String, String> restore(Map<String, String> environment) {
    Map<String, String> all = new HashMap<>(environment);
    PROPERTIES.forEach(
        (variable, property) -> {
          String options = System.getProperty(property, "");
          if (!options.isEmpty()) {
            all.put(variable, options);
          }
        });
    return all;
  }
}
