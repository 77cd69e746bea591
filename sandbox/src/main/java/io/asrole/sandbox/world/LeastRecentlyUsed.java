// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.sandbox.world;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** A map of limited size. It forgets the entries that were not used for the longest time. */
final class LeastRecentlyUsed<K, V> {
  private final int most;
  private final Map<K, V> entries = new LinkedHashMap<>(16, 0.75f, true);

  LeastRecentlyUsed(int most) {
    this.most = most;
  }

  synchronized void put(K key, V value) {
    entries.put(key, value);
    if (entries.size() > most) {
      entries.remove(entries.keySet().iterator().next());
    }
  }

  /** The value, which counts as used now. */
  synchronized Optional<V> get(K key) {
    return Optional.ofNullable(entries.get(key));
  }
}
