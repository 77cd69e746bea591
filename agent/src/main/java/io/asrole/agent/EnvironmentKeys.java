// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.agent;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The access key in this JVM's environment, and whether asrole set it. The agent replaces a key
 * that asrole set, because it expires within hours. The agent keeps a key that a user set.
 *
 * <p>The key is asrole's if {@code ASROLE_ACCESS_KEY_ID} has the same access key id, or if the
 * credential process has printed that id. {@code ASROLE_ROLE} proves nothing: it stays set if a
 * user exports other keys in a shell that asrole started.
 */
final class EnvironmentKeys {
  private static final String KEY = "AWS_ACCESS_KEY_ID";

  /** The name that SDK v1 reads if the first is not set. */
  private static final String ALTERNATE_KEY = "AWS_ACCESS_KEY";

  /** The variable with the access key id of the keys that asrole set. */
  private static final String ISSUED = "ASROLE_ACCESS_KEY_ID";

  private final @Nullable String accessKeyId;
  private volatile boolean fromAsrole;

  EnvironmentKeys(Map<String, String> environment) {
    String key = trimToNull(environment.get(KEY));
    this.accessKeyId = key == null ? trimToNull(environment.get(ALTERNATE_KEY)) : key;
    this.fromAsrole = accessKeyId != null && accessKeyId.equals(environment.get(ISSUED));
  }

  private static @Nullable String trimToNull(@Nullable String value) {
    return value == null || value.trim().isEmpty() ? null : value.trim(); // The SDKs trim too.
  }

  /** Whether the environment has keys. */
  boolean arePresent() {
    return accessKeyId != null;
  }

  /** Whether asrole set the keys. */
  boolean isFromAsrole() {
    return fromAsrole;
  }

  /** The end of the reply to an attach: {@code " keys"} if asrole did not set the keys, else "". */
  String replySuffix() {
    return arePresent() && !fromAsrole ? " keys" : "";
  }

  /** Whether the keys in the environment have that access key id. */
  boolean hasAccessKeyId(String id) {
    return id.equals(accessKeyId);
  }

  /** Marks the keys as asrole's if the credential process printed the same access key id. */
  void markIfIssued(Credentials issued) {
    if (issued.accessKeyId.equals(accessKeyId)) {
      fromAsrole = true;
    }
  }
}
