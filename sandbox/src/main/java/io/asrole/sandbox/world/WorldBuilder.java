// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.sandbox.world;

import io.asrole.sandbox.json.JsonText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Builds a world: one account, one EC2 instance and the roles that STS knows.
 *
 * <pre>{@code
 * World world =
 *     WorldBuilder.account("123456789012")
 *         .region("eu-west-1")
 *         .instanceRole("App")
 *         .role("App").trustsService("ec2.amazonaws.com")
 *         .role("Deploy").trusts("App").when("StringEquals", "sts:ExternalId", "42")
 *         .build();
 * }</pre>
 */
public final class WorldBuilder implements WorldDraft {
  private final String account;
  private final Map<String, RoleBuilder> roles = new LinkedHashMap<>();
  private final Map<String, Object> instance = new LinkedHashMap<>();
  private final Map<String, String> instanceTags = new LinkedHashMap<>();
  private final Map<String, List<PolicyDraft>> users = new LinkedHashMap<>();
  private final List<Object> oidcProviders = new ArrayList<>();
  private final List<PolicyDraft> scps = new ArrayList<>();
  private final Map<String, Object> organization = new LinkedHashMap<>();
  private final Map<String, List<String>> context = new LinkedHashMap<>();
  private final Map<String, String> metadata = new LinkedHashMap<>();
  private String region = "us-east-1";

  private WorldBuilder(String account) {
    this.account = account;
    instance.put("id", "i-0123456789abcdef0");
  }

  /**
   * A world without roles. Its instance has no instance profile until {@link #instanceRole}.
   *
   * @param account the account's 12 digits
   */
  public static WorldBuilder account(String account) {
    return new WorldBuilder(account);
  }

  /**
   * The built-in world: account 123456789012, region us-east-1, an instance with ExampleRole, and
   * ExampleAssumedRole, which ExampleRole may assume.
   */
  static WorldBuilder seed() {
    return account("123456789012")
        .instanceRole("ExampleRole")
        .role("ExampleRole")
        .trustsService("ec2.amazonaws.com")
        .mayAssume("ExampleAssumedRole")
        .role("ExampleAssumedRole")
        .trusts("ExampleRole")
        .world();
  }

  /**
   * Sets the region of the instance. The partition of all ARNs follows from it: {@code cn-north-1}
   * is in {@code aws-cn}. Without this call the region is {@code us-east-1}.
   */
  public WorldBuilder region(String region) {
    this.region = region;
    return this;
  }

  /**
   * Gives the instance an instance profile with a role, both of this name. Add the role with {@link
   * #role}; it must trust {@code ec2.amazonaws.com}.
   *
   * @param name the role's name without its path
   */
  public WorldBuilder instanceRole(String name) {
    instance.put("profile", name);
    instance.put("role", name);
    return this;
  }

  /** Adds a tag of the instance. */
  public WorldBuilder instanceTag(String key, String value) {
    instanceTags.put(key, value);
    return this;
  }

  /** Sets the user data of the instance, which instance metadata serves. */
  public WorldBuilder userData(String text) {
    instance.put("userData", text);
    return this;
  }

  /**
   * Sets the text of a path of instance metadata.
   *
   * @param path below {@code /latest/meta-data/}, such as {@code local-ipv4}
   */
  public WorldBuilder metadata(String path, String text) {
    metadata.put(path, text);
    return this;
  }

  /**
   * Adds an IAM user.
   *
   * @param name the name of a user of the account, with its path, or an ARN
   * @param policies the documents of its identity policies; may be none
   * @throws IllegalArgumentException if a policy is not JSON; other errors are reported by {@link
   *     #build}
   */
  public WorldBuilder user(String name, String... policies) {
    users.put(
        name,
        Stream.of(policies)
            .map(policy -> PolicyDraft.parse("a policy of user " + name, policy))
            .toList());
    return this;
  }

  /**
   * Adds an OpenID Connect identity provider.
   *
   * @param url such as {@code https://token.actions.githubusercontent.com}
   * @param clientIds the audiences that the provider accepts
   * @see <a
   *     href="https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_providers_create_oidc.html">OpenID
   *     Connect providers</a>
   */
  public WorldBuilder oidcProvider(String url, String... clientIds) {
    Map<String, Object> provider = new LinkedHashMap<>();
    provider.put("url", url);
    provider.put("clientIds", List.of(clientIds));
    oidcProviders.add(provider);
    return this;
  }

  /**
   * Adds a service control policy, which limits all principals of member accounts.
   *
   * @param json the policy document
   * @throws IllegalArgumentException if the text is not JSON; other errors are reported by {@link
   *     #build}
   * @see <a
   *     href="https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps.html">Service
   *     control policies</a>
   */
  public WorldBuilder scp(String json) {
    scps.add(PolicyDraft.parse("a service control policy", json));
    return this;
  }

  /**
   * Makes the account a member of an organization.
   *
   * @param id the id, {@code o-} and 10 to 32 characters
   * @param accounts its other accounts; may be none
   */
  public WorldBuilder organization(String id, String... accounts) {
    organization.put("id", id);
    organization.put("accounts", List.of(accounts));
    return this;
  }

  /** Makes an account the management account of the organization: SCPs do not limit it. */
  public WorldBuilder managementAccount(String managementAccount) {
    organization.put("managementAccount", managementAccount);
    return this;
  }

  /**
   * Sets a condition key that each request has unless the request sets it, such as {@code
   * aws:SourceVpc}.
   *
   * @param values the values; more than one for a multivalued key
   * @see <a
   *     href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html">Global
   *     condition keys</a>
   */
  public WorldBuilder context(String key, String... values) {
    context.put(key, List.of(values));
    return this;
  }

  @Override
  public RoleBuilder role(String role) {
    return roles.computeIfAbsent(role, name -> new RoleBuilder(this, name));
  }

  @Override
  public String json() {
    String partition = Partition.withRegion(region).orElse(Partition.AWS).id();
    ArnNames names = new ArnNames(partition, account);
    Map<String, Object> world = new LinkedHashMap<>();
    world.put("account", account);
    world.put("partition", partition);
    world.put("region", region);
    world.put("instance", instance());
    world.put("roles", roles.values().stream().map(role -> role.tree(names)).toList());
    putUnlessEmpty(world, "users", users(names));
    putUnlessEmpty(world, "oidcProviders", oidcProviders);
    putUnlessEmpty(world, "scps", scps.stream().map(scp -> scp.tree(names)).toList());
    if (!organization.isEmpty()) {
      world.put("organization", organization);
    }
    if (!context.isEmpty()) {
      world.put("context", context);
    }
    if (!metadata.isEmpty()) {
      world.put("metadata", metadata);
    }
    return JsonText.document(world) + "\n";
  }

  private Map<String, Object> instance() {
    Map<String, Object> tagged = new LinkedHashMap<>(instance);
    if (!instanceTags.isEmpty()) {
      tagged.put("tags", instanceTags);
    }
    return tagged;
  }

  private List<Object> users(ArnNames names) {
    List<Object> all = new ArrayList<>();
    users.forEach(
        (name, policies) -> {
          Map<String, Object> user = new LinkedHashMap<>();
          user.put("arn", names.user(name));
          user.put("policies", policies.stream().map(policy -> policy.tree(names)).toList());
          all.add(user);
        });
    return all;
  }

  private static void putUnlessEmpty(Map<String, Object> world, String name, List<?> items) {
    if (!items.isEmpty()) {
      world.put(name, items);
    }
  }
}
