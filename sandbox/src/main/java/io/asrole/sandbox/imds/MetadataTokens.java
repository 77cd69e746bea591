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
 * The metadata tokens given out, which stay in use until they end.
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
    // 40 bytes leave a remainder, so that the token ends in == as real ones do.
    byte[] noise = new byte[40];
    random.nextBytes(noise);
    String token = Base64.getUrlEncoder().encodeToString(noise);
    ends.put(token, clock.instant().plus(life));
    return token;
  }

  /** What is left of a token's life; nothing for one that is unknown or has ended. */
  Optional<Duration> remaining(String token) {
    Instant end = ends.get(token);
    Instant now = clock.instant();
    return end == null || !now.isBefore(end)
        ? Optional.empty()
        : Optional.of(Duration.between(now, end));
  }
}
