// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.sandbox.world;

import io.asrole.sandbox.iam.Policy;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The role sessions that were opened. Expired sessions are kept, because STS answers differently
 * for expired keys and for unknown keys. Of more than 10,000 sessions, those that were not used for
 * the longest time are forgotten, so that the sandbox's memory stays bounded.
 */
public final class RoleSessions {
  private static final int MOST = 10_000;

  /** Holds the source of random bytes, which takes long to create: not when the sandbox starts. */
  private static final class Randomness {
    static final SecureRandom SOURCE = new SecureRandom();
  }

  private final LeastRecentlyUsed<String, RoleSession> byAccessKeyId =
      new LeastRecentlyUsed<>(MOST);
  private final InstantSource clock;

  /** Creates an empty collection with this machine's clock. */
  public RoleSessions() {
    this(InstantSource.system());
  }

  public RoleSessions(InstantSource clock) {
    this.clock = clock;
  }

  public RoleSession open(
      Role role,
      String name,
      Map<String, String> tags,
      Set<String> transitiveTagKeys,
      @Nullable String sourceIdentity,
      List<Policy> policies,
      Instant expiration) {
    Credentials credentials =
        Credentials.generate(role.arn().account(), expiration, Randomness.SOURCE);
    RoleSession session =
        new RoleSession(
            role,
            name,
            tags,
            transitiveTagKeys,
            sourceIdentity,
            policies,
            credentials,
            clock.instant());
    byAccessKeyId.put(credentials.accessKeyId(), session);
    return session;
  }

  public Optional<RoleSession> find(String accessKeyId) {
    return byAccessKeyId.get(accessKeyId);
  }
}
