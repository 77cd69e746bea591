// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.sandbox;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** System properties that were set and removed. Closing restores what was there before. */
public final class AppliedSystemProperties implements AutoCloseable {
  private final Map<String, Optional<String>> before = new LinkedHashMap<>();

  private AppliedSystemProperties() {}

  /**
   * Sets the {@link Sandbox#systemProperties} of a sandbox, and removes properties that would
   * select other credentials or endpoints. The properties of a JVM are common to all of its
   * threads. Https ({@link SandboxOptions#withTls}) also needs the certificate authority of the
   * sandbox in a trust store.
   */
  public static AppliedSystemProperties apply(Sandbox sandbox) {
    AppliedSystemProperties applied = new AppliedSystemProperties();
    AwsSystemProperties.REMOVED.forEach(
        name -> applied.before.put(name, Optional.ofNullable(System.clearProperty(name))));
    sandbox
        .systemProperties()
        .forEach(
            (name, value) ->
                applied.before.put(name, Optional.ofNullable(System.setProperty(name, value))));
    return applied;
  }

  /** Restores the properties. A second call does nothing. */
  @Override
  public void close() {
    before.forEach(
        (name, value) ->
            value.ifPresentOrElse(
                old -> System.setProperty(name, old), () -> System.clearProperty(name)));
    before.clear();
  }
}
