// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.sandbox.condition;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The condition keys of one request and their values.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html">Global
 *     condition context keys</a>
 */
public final class Context {
  private final Map<String, List<String>> values = new HashMap<>();

  /** Adds a key. If the value is null, no key is added. Keys are case-insensitive. */
  public Context with(String key, @Nullable String value) {
    return value == null ? this : with(key, List.of(value));
  }

  /** Adds a multivalued key. If the collection is empty, no key is added. */
  public Context with(String key, Collection<String> all) {
    return withAll(Map.of(key, List.copyOf(all)));
  }

  /** Adds multivalued keys. A key without values is not added. */
  public Context withAll(Map<String, ? extends Collection<String>> keys) {
    Context next = new Context();
    next.values.putAll(values);
    keys.forEach(
        (key, all) -> {
          if (!all.isEmpty()) {
            next.values.put(key.toLowerCase(Locale.ROOT), List.copyOf(all));
          }
        });
    return next;
  }

  /** Adds one key for each tag: the prefix, such as {@code aws:RequestTag/}, and the tag's key. */
  public Context withTags(String prefix, Map<String, String> tags) {
    Map<String, List<String>> keys = new HashMap<>();
    tags.forEach((key, value) -> keys.put(prefix + key, List.of(value)));
    return withAll(keys);
  }

  /** Whether the request has the key. */
  public boolean has(String key) {
    return !get(key).isEmpty();
  }

  /** The values of the key; empty if the request does not have the key. */
  public List<String> get(String key) {
    return values.getOrDefault(key.toLowerCase(Locale.ROOT), List.of());
  }
}
