// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.sandbox.world;

import io.asrole.sandbox.arn.RoleArn;
import io.asrole.sandbox.iam.PolicyKind;
import io.asrole.sandbox.json.Complaints;
import io.asrole.sandbox.json.JsonPlace;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Parses a world file. An unknown member or value is a complaint or an error. */
final class WorldReader {
  static final Set<String> MEMBERS =
      Set.of(
          "$schema",
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
          "metadata");
  static final Set<String> ORGANIZATION = Set.of("id", "accounts", "managementAccount");

  private static final Pattern ACCOUNT = Pattern.compile("\\d{12}");
  private static final Pattern ORGANIZATION_ID = Pattern.compile("o-[a-z0-9]{10,32}");

  private final Complaints complaints;
  private final @Nullable Path folder;
  private final boolean checksPrincipals;

  /**
   * @param folder the folder that file names in the document are relative to; null: the document
   *     cannot name files
   * @param checksPrincipals whether the roles and users of the account that a trust policy names
   *     must exist
   */
  WorldReader(Complaints complaints, @Nullable Path folder, boolean checksPrincipals) {
    this.complaints = complaints;
    this.folder = folder;
    this.checksPrincipals = checksPrincipals;
  }

  World read(JsonPlace document) {
    checkMembers(document, MEMBERS, complaints);
    String account = account(document.required("account"));
    Partition partition = document.present("partition").map(this::partition).orElse(Partition.AWS);
    String region =
        document.present("region").map(place -> region(place, partition)).orElse("us-east-1");
    JsonPlace rolesPlace = document.required("roles");
    Predicate<String> exists = principals(document, account, arns(rolesPlace, partition));
    PolicySource policies = new PolicySource(folder, complaints, exists);
    IdentityReader identities = new IdentityReader(partition, policies, complaints);
    List<Role> roles = rolesPlace.items().stream().map(identities::role).toList();
    return new World(
        account,
        partition,
        region,
        document
            .present("instance")
            .map(place -> new InstanceReader(account, roles, complaints).read(place))
            .orElse(new Instance("i-0123456789abcdef0", null, null, Map.of(), null)),
        roles,
        identities.users(items(document, "users")),
        oidcProviders(items(document, "oidcProviders")),
        document
            .present("scps")
            .map(place -> policies.readAll(place, PolicyKind.SCP, ""))
            .orElse(List.of()),
        document.present("organization").map(this::organization).orElse(null),
        document.present("context").map(WorldReader::context).orElse(Map.of()),
        document.present("metadata").map(WorldReader::texts).orElse(Map.of()));
  }

  /**
   * Whether a trust policy may name the ARN of a role or user. Those of other accounts may exist:
   * the world does not list all of them. So may users, if the world lists no users.
   */
  private Predicate<String> principals(JsonPlace document, String account, Set<String> roles) {
    Set<String> listed = new HashSet<>(roles);
    items(document, "users").forEach(user -> listed.add(user.required("arn").text()));
    boolean hasUsers = document.present("users").isPresent();
    return arn ->
        !checksPrincipals
            || !arn.contains("::" + account + ":")
            || (!hasUsers && arn.contains(":user/"))
            || listed.contains(arn);
  }

  private static List<JsonPlace> items(JsonPlace document, String name) {
    return document.present(name).map(JsonPlace::items).orElse(List.of());
  }

  /** Complains about each member that is not known. */
  static void checkMembers(JsonPlace place, Set<String> known, Complaints complaints) {
    place
        .members()
        .forEach(
            (name, value) -> {
              if (!known.contains(name)) {
                complaints.accept(value.error("the sandbox does not know this member"));
              }
            });
  }

  private static String account(JsonPlace place) {
    return matching(place, ACCOUNT, "an account of 12 digits");
  }

  private Partition partition(JsonPlace place) {
    return Partition.named(place.text()).orElseThrow(() -> place.error("not a partition"));
  }

  private static String region(JsonPlace place, Partition partition) {
    if (!partition.hasRegion(place.text())) {
      throw place.error("not a region of the partition " + partition.id());
    }
    return place.text();
  }

  /** The ARNs of the roles. IAM allows a name once in an account, path and case aside. */
  private static Set<String> arns(JsonPlace roles, Partition partition) {
    Set<String> arns = new HashSet<>();
    Set<String> names = new HashSet<>();
    for (JsonPlace role : roles.items()) {
      JsonPlace place = role.required("arn");
      RoleArn arn = IdentityReader.roleArn(place, partition);
      if (!names.add(arn.account() + ":" + arn.name().toLowerCase(Locale.ROOT))) {
        throw place.error("a second role of this name, path and case aside");
      }
      arns.add(arn.toString());
    }
    return arns;
  }

  private Organization organization(JsonPlace place) {
    checkMembers(place, ORGANIZATION, complaints);
    return new Organization(
        matching(place.required("id"), ORGANIZATION_ID, "an organization id"),
        items(place, "accounts").stream().map(WorldReader::account).toList(),
        place.present("managementAccount").map(WorldReader::account).orElse(null));
  }

  /** The providers. IAM allows a URL once in an account. */
  private List<OidcProvider> oidcProviders(List<JsonPlace> places) {
    Set<String> urls = new HashSet<>();
    List<OidcProvider> providers = new ArrayList<>();
    for (JsonPlace place : places) {
      OidcProvider provider = OidcProvider.parse(place, complaints);
      if (!urls.add(provider.url())) {
        throw place.required("url").error("a second OIDC provider of this URL");
      }
      providers.add(provider);
    }
    return providers;
  }

  /** Condition keys and their values, each a single value or an array. */
  static Map<String, List<String>> context(JsonPlace place) {
    Map<String, List<String>> keys = new LinkedHashMap<>();
    place
        .membersOfAnyCase()
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

  static Map<String, String> tags(JsonPlace place) {
    Map<String, String> tags = new LinkedHashMap<>();
    place.membersOfAnyCase().forEach((key, value) -> tags.put(key, value.text()));
    return tags;
  }

  static String matching(JsonPlace place, Pattern pattern, String what) {
    if (pattern.matcher(place.text()).matches()) {
      return place.text();
    }
    throw place.error("expected " + what);
  }
}
