// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.session;

import io.asrole.SessionCredentials;
import io.asrole.role.RoleArn;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * A role session as the store keeps it.
 *
 * @param given the role as the user wrote it
 * @param assumedRoleArn empty where STS named none
 * @param chainingLimited whether a longer session was asked for and refused
 * @param assumedRoleId empty where STS named none
 * @param leftOut what was asked for and left out, because a policy does not allow it
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

  /** How a session stands at an instant. */
  public enum Life {
    /** More than a third is left. */
    FRESH,
    /** Good enough to start a command with; whoever comes by renews it. */
    RENEWABLE,
    /** Too short for a command to start with, unless AWS does not answer. */
    STALE,
    /** Over, or the clock was changed so far that nothing can be said. */
    EXPIRED
  }

  /** When the session ends. */
  public Instant expiration() {
    return credentials.expiration();
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

  /** When its last third begins. */
  public Instant renewableAt() {
    return expiration().minus(life().dividedBy(3));
  }

  /**
   * When it has too little left for a command to start with: 15 minutes, or a quarter of its life.
   */
  public Instant staleAt() {
    Duration quarter = life().dividedBy(4);
    return expiration().minus(quarter.compareTo(LONGEST_MARGIN) < 0 ? quarter : LONGEST_MARGIN);
  }

  private Duration life() {
    return Duration.between(issued, expiration());
  }
}
