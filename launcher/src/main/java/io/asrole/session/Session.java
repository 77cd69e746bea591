// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.session;

import io.asrole.SessionCredentials;
import io.asrole.role.RoleArn;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * A role session in the store.
 *
 * @param given the role as the user wrote it
 * @param assumedRoleArn empty if STS sent none
 * @param chainingLimited whether AWS refused a longer session because of role chaining
 * @param assumedRoleId empty if STS sent none
 * @param leftOut the IAM actions of requested parameters that were left out because a policy
 *     refused them
 */
public record Session(
    String given,
    RoleArn role,
    String assumedRoleArn,
    String region,
    Instant issued,
    boolean chainingLimited,
    String assumedRoleId,
    List<String> leftOut,
    SessionCredentials credentials) {

  private static final Duration LONGEST_MARGIN = Duration.ofMinutes(15);
  private static final Duration CLOCK_SET_BACK = Duration.ofMinutes(1);

  /** The stages of a session's life. */
  public enum Life {
    /** More than a third of its life is left. */
    FRESH,
    /** Long enough to start a command; the next start also renews the session. */
    RENEWABLE,
    /** Too short to start a command, unless AWS does not answer. */
    STALE,
    /** Over, or the clock was changed too far to tell. */
    EXPIRED
  }

  /** When the session ends. */
  public Instant expiration() {
    return credentials.expiration();
  }

  /** Whether at least this much of its life is left. */
  boolean lasts(Duration remaining, Instant now) {
    return !now.plus(remaining).isAfter(expiration());
  }

  /** The stage of this session's life at an instant. */
  public Life lifeAt(Instant now) {
    if (!now.isBefore(expiration())
        || now.isBefore(issued.minus(CLOCK_SET_BACK))
        || credentials.outlastAnySession(now)) {
      return Life.EXPIRED;
    }
    if (!now.isBefore(staleAt())) {
      return Life.STALE;
    }
    return now.isAfter(renewableAt()) ? Life.RENEWABLE : Life.FRESH;
  }

  /** When the last third of the session's life begins. */
  public Instant renewableAt() {
    return expiration().minus(life().dividedBy(3));
  }

  /**
   * When the rest is too short to start a command: 15 minutes or a quarter of the session's life,
   * whichever is shorter.
   */
  public Instant staleAt() {
    Duration quarter = life().dividedBy(4);
    return expiration().minus(quarter.compareTo(LONGEST_MARGIN) < 0 ? quarter : LONGEST_MARGIN);
  }

  private Duration life() {
    return Duration.between(issued, expiration());
  }
}
