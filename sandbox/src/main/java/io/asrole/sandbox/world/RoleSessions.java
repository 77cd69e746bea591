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
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * All role sessions that were opened. Expired sessions are kept, because STS answers differently
 * for expired keys and for unknown keys.
 */
public final class RoleSessions {
  private final Map<String, RoleSession> byAccessKeyId = new ConcurrentHashMap<>();
  private final SecureRandom random = new SecureRandom();
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
    Credentials credentials = Credentials.generate(role.arn().account(), expiration, random);
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
    return Optional.ofNullable(byAccessKeyId.get(accessKeyId));
  }
}
