// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.sandbox.world;

import io.asrole.sandbox.json.JsonText;
import java.util.LinkedHashMap;
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
  public static WorldBuilder seed() {
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

  @Override
  public RoleBuilder role(String role) {
    return roles.computeIfAbsent(role, name -> new RoleBuilder(this, name));
  }

  @Override
  public String json() {
    String partition = partition();
    RoleNames names = new RoleNames(partition, account);
    Map<String, Object> world = new LinkedHashMap<>();
    world.put("account", account);
    world.put("partition", partition);
    world.put("region", region);
    world.put("instance", instance);
    world.put("roles", roles.values().stream().map(role -> role.tree(names)).toList());
    return JsonText.document(world) + "\n";
  }

  /** The partition of the region; for an unknown region, which the parser refuses, {@code aws}. */
  private String partition() {
    return Stream.of(Partition.values())
        .filter(partition -> partition.hasRegion(region))
        .findFirst()
        .orElse(Partition.AWS)
        .id();
  }
}
