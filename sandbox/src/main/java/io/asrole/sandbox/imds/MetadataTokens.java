// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.sandbox.imds;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The metadata tokens (IMDSv2) that were issued. Each token is valid until it expires.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/instance-metadata-v2-how-it-works.html">How
 *     IMDSv2 works</a>
 */
final class MetadataTokens {
  private final Map<String, Instant> ends = new ConcurrentHashMap<>();
  private final SecureRandom random = new SecureRandom();
  private final InstantSource clock;

  MetadataTokens(InstantSource clock) {
    this.clock = clock;
  }

  String mint(Duration life) {
    // 40 bytes give a Base64 text that ends in ==, as the tokens of IMDS do.
    byte[] noise = new byte[40];
    random.nextBytes(noise);
    String token = Base64.getUrlEncoder().encodeToString(noise);
    ends.put(token, clock.instant().plus(life));
    return token;
  }

  /** The time until the token expires; empty if it is unknown or has expired. */
  Optional<Duration> remaining(String token) {
    Instant end = ends.get(token);
    Instant now = clock.instant();
    return end == null || !now.isBefore(end)
        ? Optional.empty()
        : Optional.of(Duration.between(now, end));
  }
}
