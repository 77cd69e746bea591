// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.sandbox.world;

import io.asrole.sandbox.iam.Policy;
import io.asrole.sandbox.iam.RoleArn;
import io.asrole.sandbox.iam.UserArn;
import io.asrole.sandbox.json.JsonPlace;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Parses a world file. An unknown member or value is an error. */
final class WorldReader {
  private static final int HOUR = 3600;

  private WorldReader() {}

  static World read(String json) {
    JsonPlace document = JsonPlace.parse(json);
    document.members(
        Set.of(
            "account",
            "partition",
            "region",
            "instance",
            "roles",
            "users",
            "oidcProviders",
            "scps",
            "organization",
            "context",
            "metadata"));
    String account = matching(document.required("account"), "\\d{12}", "an account of 12 digits");
    JsonPlace partitionPlace = document.required("partition");
    Partition partition =
        Partition.named(partitionPlace.text())
            .orElseThrow(() -> partitionPlace.error("not a partition"));
    JsonPlace region = document.required("region");
    if (!partition.hasRegion(region.text())) {
      throw region.error("not a region of the partition " + partition.id());
    }
    List<Role> roles = roles(document.required("roles"), partition);
    Instance instance = instance(document.required("instance"), account, roles);
    return new World(
        account,
        partition,
        region.text(),
        instance,
        roles,
        document.optional("users").map(u -> users(u, partition)).orElse(List.of()),
        document.optional("oidcProviders").map(JsonPlace::items).orElse(List.of()).stream()
            .map(OidcProvider::parse)
            .toList(),
        document.optional("scps").map(JsonPlace::items).orElse(List.of()).stream()
            .map(Policy::identity)
            .toList(),
        document.optional("organization").map(WorldReader::organization).orElse(null),
        document.optional("context").map(WorldReader::context).orElse(Map.of()),
        document.optional("metadata").map(WorldReader::texts).orElse(Map.of()));
  }

  private static Instance instance(JsonPlace place, String account, List<Role> roles) {
    place.members(Set.of("id", "profile", "role", "tags", "userData"));
    String id = matching(place.required("id"), "i-[0-9a-f]{8,17}", "an instance id");
    Optional<JsonPlace> profile = place.optional("profile");
    Optional<JsonPlace> role = place.optional("role");
    if (role.isPresent() && profile.isEmpty()) {
      throw place.error("an instance has its role by an instance profile: name one");
    }
    return new Instance(
        id,
        profile.map(p -> matching(p, "[\\w+=,.@-]{1,128}", "an instance profile")).orElse(null),
        role.map(r -> roleOfInstance(r, account, roles)).orElse(null),
        place.optional("tags").map(WorldReader::tags).orElse(Map.of()),
        place.optional("userData").map(JsonPlace::text).orElse(null));
  }

  private static Role roleOfInstance(JsonPlace place, String account, List<Role> roles) {
    return roles.stream()
        .filter(r -> r.arn().account().equals(account) && r.arn().name().equals(place.text()))
        .findFirst()
        .orElseThrow(
            () ->
                place.error("the account " + account + " has no role of the name " + place.text()));
  }

  private static List<Role> roles(JsonPlace place, Partition partition) {
    List<Role> roles = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (JsonPlace item : place.items()) {
      Role role = role(item, partition);
      String name = role.arn().account() + ":" + role.arn().name().toLowerCase(Locale.ROOT);
      if (!names.add(name)) {
        throw item.required("arn").error("a second role of this name, path and case aside");
      }
      roles.add(role);
    }
    return roles;
  }

  private static Role role(JsonPlace place, Partition partition) {
    place.members(Set.of("arn", "trust", "policies", "boundary", "maxSessionDuration", "tags"));
    JsonPlace arnPlace = place.required("arn");
    RoleArn arn =
        RoleArn.parse(arnPlace.text())
            .filter(a -> a.partition().equals(partition.id()))
            .orElseThrow(() -> arnPlace.error("not a role ARN of the partition " + partition.id()));
    return new Role(
        arn,
        Policy.trust(place.required("trust")),
        place.required("policies").items().stream().map(Policy::identity).toList(),
        place.optional("boundary").map(Policy::identity).orElse(null),
        place.optional("maxSessionDuration").map(WorldReader::duration).orElse(Duration.ofHours(1)),
        place.optional("tags").map(WorldReader::tags).orElse(Map.of()));
  }

  private static List<User> users(JsonPlace place, Partition partition) {
    List<User> users = new ArrayList<>();
    for (JsonPlace item : place.items()) {
      item.members(Set.of("arn", "policies", "boundary", "tags"));
      JsonPlace arn = item.required("arn");
      users.add(
          new User(
              UserArn.parse(arn.text())
                  .filter(a -> a.partition().equals(partition.id()))
                  .orElseThrow(
                      () -> arn.error("not a user ARN of the partition " + partition.id())),
              item.required("policies").items().stream().map(Policy::identity).toList(),
              item.optional("boundary").map(Policy::identity).orElse(null),
              item.optional("tags").map(WorldReader::tags).orElse(Map.of())));
    }
    return users;
  }

  private static Organization organization(JsonPlace place) {
    place.members(Set.of("id", "accounts"));
    return new Organization(
        matching(place.required("id"), "o-[a-z0-9]{10,32}", "an organization id"),
        place.optional("accounts").map(JsonPlace::items).orElse(List.of()).stream()
            .map(a -> matching(a, "\\d{12}", "an account of 12 digits"))
            .toList());
  }

  private static Map<String, List<String>> context(JsonPlace place) {
    Map<String, List<String>> keys = new LinkedHashMap<>();
    place
        .members()
        .forEach(
            (key, values) ->
                keys.put(key, values.oneOrMore().stream().map(JsonPlace::scalar).toList()));
    return keys;
  }

  private static Map<String, String> texts(JsonPlace place) {
    Map<String, String> texts = new LinkedHashMap<>();
    place.members().forEach((name, value) -> texts.put(name, value.text()));
    return texts;
  }

  private static Duration duration(JsonPlace place) {
    int seconds = place.integer();
    if (seconds < HOUR || seconds > 12 * HOUR) {
      throw place.error("expected seconds from 3600 to 43200");
    }
    return Duration.ofSeconds(seconds);
  }

  private static Map<String, String> tags(JsonPlace place) {
    Map<String, String> tags = new LinkedHashMap<>();
    Set<String> keys = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    place
        .members()
        .forEach(
            (key, value) -> {
              if (!keys.add(key)) {
                throw value.error("a second tag of this key, case aside");
              }
              tags.put(key, value.text());
            });
    return tags;
  }

  private static String matching(JsonPlace place, String pattern, String what) {
    if (place.text().matches(pattern)) {
      return place.text();
    }
    throw place.error("expected " + what);
  }
}
