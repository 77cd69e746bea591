// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.session;

import io.asrole.text.Sha256;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Map;

/** The name of a session in the store: a digest of everything that identifies the session. */
public record SessionKey(String name) {
  private static final int BYTES = 20;

  /** The key for these names and values; lengths keep adjacent texts apart. */
  public static SessionKey create(Map<String, String> parts) {
    StringBuilder whole = new StringBuilder();
    parts.forEach(
        (part, value) ->
            whole
                .append(part.length())
                .append(':')
                .append(part)
                .append('=')
                .append(value.length())
                .append(':')
                .append(value)
                .append('\n'));
    byte[] digest = Sha256.digest(whole.toString().getBytes(StandardCharsets.UTF_8));
    return new SessionKey(HexFormat.of().formatHex(digest, 0, BYTES));
  }
}
