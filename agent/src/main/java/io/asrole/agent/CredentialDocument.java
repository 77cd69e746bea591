// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.agent;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The Version 1 document that a credential process prints, such as {@code {"Version": 1,
 * "AccessKeyId": "ASIA...", "SecretAccessKey": "...", "SessionToken": "...", "Expiration":
 * "2026-11-25T12:10:03Z", "AccountId": "123456789012"}}.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/sdkref/latest/guide/feature-process-credentials.html">process
 *     credential provider</a>
 */
final class CredentialDocument {
  private CredentialDocument() {}

  /**
   * The credentials in a document.
   *
   * @throws IllegalArgumentException if a member is missing or invalid; the message has no secret
   */
  static Credentials parse(String text) {
    Map<String, @Nullable String> members = Json.parseObject(text);
    if (!"1".equals(members.get("Version"))) {
      throw new IllegalArgumentException("its Version is not 1");
    }
    return new Credentials(
        requireMember(members, "AccessKeyId"),
        requireMember(members, "SecretAccessKey"),
        requireMember(members, "SessionToken"),
        parseExpiration(requireMember(members, "Expiration")),
        members.get("AccountId"));
  }

  private static String requireMember(Map<String, @Nullable String> members, String name) {
    String value = members.get(name);
    if (value == null || value.isEmpty()) {
      throw new IllegalArgumentException("it has no " + name);
    }
    return value;
  }

  private static Instant parseExpiration(String value) {
    try {
      return Iso8601.parse(value);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("its Expiration is not an ISO 8601 time", e);
    }
  }
}
