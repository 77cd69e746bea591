// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.sandbox.imds;

import io.asrole.sandbox.session.RoleSession;
import io.asrole.sandbox.session.RoleSessions;
import io.asrole.sandbox.world.Instance;
import io.asrole.sandbox.world.Role;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The credentials of the instance profile, which EC2 renews.
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

  /**
   * The current credentials. In the last sixth of their life new credentials are returned, and the
   * old ones stay valid until they expire.
   */
  synchronized Issued current(Role role) {
    Instant now = clock.instant();
    Issued last = issued;
    if (last != null && now.plus(overlap()).isBefore(last.session().credentials().expiration())) {
      return last;
    }
    Instant start = now.truncatedTo(ChronoUnit.SECONDS);
    RoleSession session =
        sessions.open(
            role, instance.id(), Map.of(), Set.of(), null, List.of(), start.plus(lifetime));
    Issued next = new Issued(session, start);
    issued = next;
    return next;
  }

  /**
   * How long before the expiration new credentials are returned. EC2 promises at least five
   * minutes. A sixth is one hour of the default six, and it works for short lifetimes, too.
   */
  private Duration overlap() {
    return lifetime.dividedBy(6);
  }
}
