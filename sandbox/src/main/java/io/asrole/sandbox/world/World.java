// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.sandbox.world;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** The simulated AWS resources: one account, one instance and the roles. */
public record World(
    String account, Partition partition, String region, Instance instance, List<Role> roles) {
  public World {
    roles = List.copyOf(roles);
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

  public Optional<Role> role(String arn) {
    return roles.stream().filter(role -> role.arn().toString().equals(arn)).findFirst();
  }
}
