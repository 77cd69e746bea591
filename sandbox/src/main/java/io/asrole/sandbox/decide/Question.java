// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.sandbox.decide;

import io.asrole.sandbox.iam.Decision;
import io.asrole.sandbox.iam.Policy;
import io.asrole.sandbox.iam.PolicyKind;
import io.asrole.sandbox.json.Complaints;
import io.asrole.sandbox.json.JsonPlace;
import io.asrole.sandbox.world.PolicySource;
import io.asrole.sandbox.world.World;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A question to the subcommand decide: may this caller assume this role?
 *
 * @param caller the ARN of the caller, or the name of a role
 * @param role the ARN or the name of the role
 * @param callerTransitiveTags the transitive tags of the caller's session, which the new session
 *     inherits
 * @param callerSessionPolicies the session policies of the caller's session
 * @param context condition keys of the request, which replace those that the sandbox sets
 * @param world the world of this question; null: the world of the command
 * @param expect the expected decision; null if there is none
 */
public record Question(
    String caller,
    String role,
    @Nullable String sessionName,
    @Nullable String externalId,
    @Nullable String sourceIdentity,
    Map<String, String> tags,
    List<String> transitiveTagKeys,
    Map<String, String> callerTransitiveTags,
    List<Policy> callerSessionPolicies,
    Map<String, List<String>> context,
    @Nullable World world,
    @Nullable String expect) {
  static final Set<String> MEMBERS =
      Set.of(
          "caller",
          "role",
          "sessionName",
          "externalId",
          "sourceIdentity",
          "tags",
          "transitiveTagKeys",
          "callerTransitiveTags",
          "callerSessionPolicies",
          "context",
          "world",
          "expect",
          "name",
          "page");
  private static final int MOST_CHARACTERS = 8192;

  public Question {
    tags = Collections.unmodifiableMap(new LinkedHashMap<>(tags));
    transitiveTagKeys = List.copyOf(transitiveTagKeys);
    callerTransitiveTags = Collections.unmodifiableMap(new LinkedHashMap<>(callerTransitiveTags));
    callerSessionPolicies = List.copyOf(callerSessionPolicies);
    // In their order: of two spellings of a key, the last one always wins.
    context = Collections.unmodifiableMap(new LinkedHashMap<>(context));
  }

  /**
   * Parses one line of JSON.
   *
   * @param folder the folder that names of policy files are relative to
   */
  static Question parse(String line, Path folder, Complaints complaints) {
    JsonPlace place = JsonPlace.parse(line);
    place
        .members()
        .forEach(
            (name, value) -> {
              if (!MEMBERS.contains(name)) {
                complaints.accept(value.error("decide does not know this member"));
              }
            });
    PolicySource policies = new PolicySource(folder, complaints, principal -> true);
    return new Question(
        text(place.required("caller")),
        text(place.required("role")),
        optional(place, "sessionName"),
        optional(place, "externalId"),
        optional(place, "sourceIdentity"),
        texts(place, "tags"),
        place.present("transitiveTagKeys").map(JsonPlace::items).orElse(List.of()).stream()
            .map(Question::text)
            .toList(),
        texts(place, "callerTransitiveTags"),
        place
            .present("callerSessionPolicies")
            .map(list -> policies.readAll(list, PolicyKind.SESSION, ""))
            .orElse(List.of()),
        context(place),
        place.present("world").map(world -> World.parse(world, folder, complaints)).orElse(null),
        place.present("expect").map(Question::decision).orElse(null));
  }

  private static String decision(JsonPlace place) {
    List<String> words =
        Arrays.stream(Decision.Result.values()).map(Decision.Result::text).toList();
    if (!words.contains(place.text())) {
      throw place.error("expected Allowed, ImplicitlyDenied or ExplicitlyDenied");
    }
    return place.text();
  }

  private static Map<String, String> texts(JsonPlace place, String name) {
    Map<String, String> texts = new LinkedHashMap<>();
    place
        .present(name)
        .map(JsonPlace::membersOfAnyCase)
        .orElse(Map.of())
        .forEach((key, value) -> texts.put(key, text(value)));
    return texts;
  }

  private static Map<String, List<String>> context(JsonPlace place) {
    Map<String, List<String>> keys = new LinkedHashMap<>();
    place
        .present("context")
        .map(JsonPlace::membersOfAnyCase)
        .orElse(Map.of())
        .forEach(
            (key, values) -> {
              List<String> texts = new ArrayList<>();
              values.oneOrMore().forEach(value -> texts.add(bounded(value, value.scalar())));
              keys.put(key, texts);
            });
    return keys;
  }

  private static @Nullable String optional(JsonPlace place, String name) {
    return place.present(name).map(Question::text).orElse(null);
  }

  private static String text(JsonPlace place) {
    return bounded(place, place.text());
  }

  private static String bounded(JsonPlace place, String text) {
    if (text.length() > MOST_CHARACTERS) {
      throw place.error("longer than " + MOST_CHARACTERS + " characters");
    }
    return text;
  }
}
