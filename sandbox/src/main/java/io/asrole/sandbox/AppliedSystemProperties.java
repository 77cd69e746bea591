// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.sandbox;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** System properties that were set and removed. Closing restores what was there before. */
public final class AppliedSystemProperties implements AutoCloseable {
  private final Map<String, Optional<String>> before = new LinkedHashMap<>();

  private AppliedSystemProperties() {}

  static AppliedSystemProperties apply(Map<String, String> set, Set<String> removed) {
    AppliedSystemProperties applied = new AppliedSystemProperties();
    removed.forEach(
        name -> applied.before.put(name, Optional.ofNullable(System.clearProperty(name))));
    set.forEach(
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
