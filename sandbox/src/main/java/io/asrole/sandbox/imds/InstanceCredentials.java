// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.sandbox.imds;

import io.asrole.sandbox.world.Instance;
import io.asrole.sandbox.world.Role;
import io.asrole.sandbox.world.RoleSession;
import io.asrole.sandbox.world.RoleSessions;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The role session that EC2 keeps open for the instance.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/instance-metadata-security-credentials.html">Retrieve
 *     security credentials from instance metadata</a>
 */
final class InstanceCredentials {
  private final Instance instance;
  private final RoleSessions sessions;
  private final Duration lifetime;
  private final InstantSource clock;
  private @Nullable Issued issued;

  record Issued(RoleSession session, Instant lastUpdated) {}

  InstanceCredentials(
      Instance instance, RoleSessions sessions, Duration lifetime, InstantSource clock) {
    this.instance = instance;
    this.sessions = sessions;
    this.lifetime = lifetime;
    this.clock = clock;
  }

  /** The credentials now; new ones once the old are near their end, while both still work. */
  synchronized Issued current(Role role) {
    Instant now = clock.instant();
    Issued last = issued;
    if (last != null && now.plus(overlap()).isBefore(last.session().credentials().expiration())) {
      return last;
    }
    Instant start = now.truncatedTo(ChronoUnit.SECONDS);
    RoleSession session =
        sessions.open(role, instance.id(), Map.of(), Set.of(), null, null, start.plus(lifetime));
    Issued next = new Issued(session, start);
    issued = next;
    return next;
  }

  /**
   * EC2 promises five minutes; a sixth is an hour of the usual six, and fits short lives as well.
   */
  private Duration overlap() {
    return lifetime.dividedBy(6);
  }
}
