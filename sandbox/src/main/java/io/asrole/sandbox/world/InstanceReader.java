// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.sandbox.world;

import io.asrole.sandbox.json.Complaints;
import io.asrole.sandbox.json.JsonPlace;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Parses the instance of a world file.
 *
 * @param account the account of the world
 * @param roles the roles of the world
 */
record InstanceReader(String account, List<Role> roles, Complaints complaints) {
  static final Set<String> MEMBERS = Set.of("id", "profile", "role", "tags", "userData");

  private static final Pattern ID = Pattern.compile("i-[0-9a-f]{8,17}");
  private static final Pattern PROFILE = Pattern.compile("[\\w+=,.@-]{1,128}");
  static final Pattern TAG_KEY = Pattern.compile("[a-zA-Z0-9+=.,_:@-]{1,128}");
  static final Set<String> RESERVED_TAG_KEYS = Set.of(".", "..", "_index");

  Instance read(JsonPlace place) {
    WorldReader.checkMembers(place, MEMBERS, complaints);
    String id = WorldReader.matching(place.required("id"), ID, "an instance id");
    Optional<JsonPlace> profile = place.present("profile");
    Optional<JsonPlace> role = place.present("role");
    if (role.isPresent() && profile.isEmpty()) {
      throw place.error("an instance has its role by an instance profile: name one");
    }
    return new Instance(
        id,
        profile.map(p -> WorldReader.matching(p, PROFILE, "an instance profile")).orElse(null),
        role.map(this::role).orElse(null),
        place.present("tags").map(this::tags).orElse(Map.of()),
        place.present("userData").map(JsonPlace::text).orElse(null));
  }

  private Role role(JsonPlace place) {
    return roles.stream()
        .filter(r -> r.arn().account().equals(account) && r.arn().name().equals(place.text()))
        .findFirst()
        .orElseThrow(
            () ->
                place.error("the account " + account + " has no role of the name " + place.text()));
  }

  /**
   * The tags. EC2 allows fewer keys than for other resources, because instance metadata has them in
   * paths.
   *
   * @see <a
   *     href="https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/work-with-tags-in-IMDS.html">Access
   *     tags in instance metadata</a>
   */
  private Map<String, String> tags(JsonPlace place) {
    Map<String, String> tags = new LinkedHashMap<>(WorldReader.tags(place));
    place
        .members()
        .forEach(
            (key, value) -> {
              if (!TAG_KEY.matcher(key).matches() || RESERVED_TAG_KEYS.contains(key)) {
                complaints.accept(
                    value.error(
                        "EC2 does not allow this tag key in instance metadata: a key has letters,"
                            + " digits and + - = . , _ : @ only, and is not . or .. or _index"));
                tags.remove(key);
              }
            });
    return tags;
  }
}
