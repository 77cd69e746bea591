// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.sandbox.world;

import io.asrole.sandbox.iam.Policy;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The simulated AWS resources: one account, one instance, the roles and the users.
 *
 * @param scps the service control policies; empty if there are none
 * @param organization the organization of the account; null if it has none
 * @param context condition keys and their values that requests have unless they set them themselves
 * @param metadata texts of instance metadata by path, such as {@code local-ipv4}
 */
public record World(
    String account,
    Partition partition,
    String region,
    Instance instance,
    List<Role> roles,
    List<User> users,
    List<OidcProvider> oidcProviders,
    List<Policy> scps,
    @Nullable Organization organization,
    Map<String, List<String>> context,
    Map<String, String> metadata) {
  public World {
    roles = List.copyOf(roles);
    users = List.copyOf(users);
    oidcProviders = List.copyOf(oidcProviders);
    scps = List.copyOf(scps);
    context = Map.copyOf(context);
    metadata = Map.copyOf(metadata);
  }

  /** Reads a world file. */
  public static World parse(String json) {
    return WorldReader.read(json);
  }

  /** The built-in world: the instance has ExampleRole, which may assume ExampleAssumedRole. */
  public static World seed() {
    return parse(seedJson());
  }

  public static String seedJson() {
    try (InputStream in = World.class.getResourceAsStream("seed-world.json")) {
      if (in == null) {
        throw new IllegalStateException("seed-world.json is not in the jar");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public Optional<User> user(String arn) {
    return users.stream().filter(user -> user.arn().toString().equals(arn)).findFirst();
  }

  public Optional<Role> role(String arn) {
    return roles.stream().filter(role -> role.arn().toString().equals(arn)).findFirst();
  }
}
