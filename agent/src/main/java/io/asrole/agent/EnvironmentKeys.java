// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.agent;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The keys in this JVM's environment, and whether asrole put them there: chains that ask the
 * environment first must outlive those keys, and keys that somebody else chose must be left alone.
 *
 * <p>They are asrole's where {@code ASROLE_ACCESS_KEY_ID} names the same key, or where the
 * credential process has answered with that key. {@code ASROLE_ROLE} proves nothing: it stays where
 * somebody sets other keys in a shell that asrole started.
 */
final class EnvironmentKeys {
  private static final String KEY = "AWS_ACCESS_KEY_ID";

  /** SDK v1's other name, which counts where the first is not set. */
  private static final String OTHER_KEY = "AWS_ACCESS_KEY";

  /** The key ID that asrole sets beside the keys. */
  private static final String ISSUED = "ASROLE_ACCESS_KEY_ID";

  private final @Nullable String accessKeyId;
  private volatile boolean fromAsrole;

  EnvironmentKeys(Map<String, String> environment) {
    String key = trimmed(environment.get(KEY));
    this.accessKeyId = key == null ? trimmed(environment.get(OTHER_KEY)) : key;
    this.fromAsrole = accessKeyId != null && accessKeyId.equals(environment.get(ISSUED));
  }

  private static @Nullable String trimmed(@Nullable String value) {
    return value == null || value.trim().isEmpty() ? null : value.trim(); // As the SDKs do.
  }

  /** Whether there are keys in the environment, from whomever. */
  boolean exist() {
    return accessKeyId != null;
  }

  /** Whether those are keys that asrole issued. */
  boolean isFromAsrole() {
    return fromAsrole;
  }

  /** Ends an attach's answer: the word {@code keys} where there are keys that somebody chose. */
  String othersKeys() {
    return exist() && !fromAsrole ? " keys" : "";
  }

  /** Whether that is their key ID. */
  boolean isKey(String id) {
    return id.equals(accessKeyId);
  }

  /** Compares them with credentials that the credential process printed. */
  void compare(Credentials issued) {
    if (issued.accessKeyId.equals(accessKeyId)) {
      fromAsrole = true;
    }
  }
}
