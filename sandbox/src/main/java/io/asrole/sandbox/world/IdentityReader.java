// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.sandbox.world;

import io.asrole.sandbox.arn.RoleArn;
import io.asrole.sandbox.arn.UserArn;
import io.asrole.sandbox.iam.Policy;
import io.asrole.sandbox.iam.PolicyKind;
import io.asrole.sandbox.json.Complaints;
import io.asrole.sandbox.json.JsonPlace;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Parses the roles and users of a world file. */
final class IdentityReader {
  static final Set<String> ROLE =
      Set.of("arn", "trust", "policies", "boundary", "maxSessionDuration", "tags");
  static final Set<String> USER = Set.of("arn", "policies", "boundary", "tags");

  private static final int HOUR = 3600;

  private final Partition partition;
  private final PolicySource policies;
  private final Complaints complaints;

  IdentityReader(Partition partition, PolicySource policies, Complaints complaints) {
    this.partition = partition;
    this.policies = policies;
    this.complaints = complaints;
  }

  static RoleArn roleArn(JsonPlace place, Partition partition) {
    return RoleArn.parse(place.text())
        .filter(arn -> arn.partition().equals(partition.id()))
        .orElseThrow(() -> place.error("not a role ARN of the partition " + partition.id()));
  }

  Role role(JsonPlace place) {
    WorldReader.checkMembers(place, ROLE, complaints);
    RoleArn arn = roleArn(place.required("arn"), partition);
    return new Role(
        arn,
        policies.read(place.required("trust"), PolicyKind.TRUST, "the trust policy of " + arn),
        identityPolicies(place, arn.toString()),
        boundary(place, arn.toString()),
        place
            .present("maxSessionDuration")
            .map(IdentityReader::duration)
            .orElse(Duration.ofHours(1)),
        tags(place));
  }

  /** The users. IAM allows a name once in an account, path and case aside. */
  List<User> users(List<JsonPlace> places) {
    Set<String> names = new HashSet<>();
    List<User> users = new ArrayList<>();
    for (JsonPlace place : places) {
      User user = user(place);
      if (!names.add(user.arn().account() + ":" + user.arn().name().toLowerCase(Locale.ROOT))) {
        throw place.required("arn").error("a second user of this name, path and case aside");
      }
      users.add(user);
    }
    return users;
  }

  private User user(JsonPlace place) {
    WorldReader.checkMembers(place, USER, complaints);
    JsonPlace arnPlace = place.required("arn");
    UserArn arn =
        UserArn.parse(arnPlace.text())
            .filter(a -> a.partition().equals(partition.id()))
            .orElseThrow(() -> arnPlace.error("not a user ARN of the partition " + partition.id()));
    return new User(
        arn, identityPolicies(place, arn.toString()), boundary(place, arn.toString()), tags(place));
  }

  private List<Policy> identityPolicies(JsonPlace identity, String arn) {
    return identity
        .present("policies")
        .map(list -> policies.readAll(list, PolicyKind.IDENTITY, " of " + arn))
        .orElse(List.of());
  }

  private @Nullable Policy boundary(JsonPlace identity, String arn) {
    String name = "the permissions boundary of " + arn;
    return identity
        .present("boundary")
        .map(place -> policies.read(place, PolicyKind.BOUNDARY, name))
        .orElse(null);
  }

  private static Map<String, String> tags(JsonPlace identity) {
    return identity.present("tags").map(WorldReader::tags).orElse(Map.of());
  }

  private static Duration duration(JsonPlace place) {
    int seconds = place.integer();
    if (seconds < HOUR || seconds > 12 * HOUR) {
      throw place.error("expected seconds from 3600 to 43200");
    }
    return Duration.ofSeconds(seconds);
  }
}
