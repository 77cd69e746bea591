// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.sandbox.session;

import io.asrole.sandbox.iam.Policy;
import io.asrole.sandbox.world.Role;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The role sessions that were opened. Ended sessions are kept for a time, because STS answers
 * differently for expired keys and for unknown keys.
 *
 * <p>The number of sessions is limited, so that the sandbox's memory stays bounded. Of more than
 * 10,000 sessions, those that ended 15 minutes ago or earlier are forgotten. Of more than 25,000,
 * all ended sessions can be forgotten, and only then the live sessions that were not used for the
 * longest time.
 */
public final class RoleSessions {
  private static final int USUAL = 10_000;
  private static final int MOST = 25_000;
  private static final Duration KEPT_AFTER_END = Duration.ofMinutes(15);

  /** Holds the source of random bytes, which takes long to create: not when the sandbox starts. */
  private static final class Randomness {
    static final SecureRandom SOURCE = new SecureRandom();
  }

  // In the order of their last use.
  private final Map<String, RoleSession> byAccessKeyId = new LinkedHashMap<>(16, 0.75f, true);
  private final NavigableSet<RoleSession> byEnd =
      new TreeSet<>(
          Comparator.comparing(RoleSessions::end)
              .thenComparing(session -> session.credentials().accessKeyId()));
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
    add(session);
    return session;
  }

  /** The session with this access key, live or ended, which counts as used now. */
  public synchronized Optional<RoleSession> find(String accessKeyId) {
    return Optional.ofNullable(byAccessKeyId.get(accessKeyId));
  }

  private synchronized void add(RoleSession session) {
    byAccessKeyId.put(session.credentials().accessKeyId(), session);
    byEnd.add(session);
    Instant now = clock.instant();
    while (byEnd.size() > USUAL && !end(byEnd.first()).isAfter(now.minus(KEPT_AFTER_END))) {
      forget(byEnd.first());
    }
    while (byEnd.size() > MOST) {
      boolean ended = !end(byEnd.first()).isAfter(now);
      forget(ended ? byEnd.first() : byAccessKeyId.values().iterator().next());
    }
  }

  private void forget(RoleSession session) {
    byAccessKeyId.remove(session.credentials().accessKeyId());
    byEnd.remove(session);
  }

  private static Instant end(RoleSession session) {
    return session.credentials().expiration();
  }
}
