// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.sandbox.authorization;

import io.asrole.sandbox.world.Role;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds the roles of a world. A world may have ten thousand of them. */
public final class RoleIndex {
  private final Map<String, Role> byArn = new HashMap<>();
  private final Map<String, Role> byName = new HashMap<>();

  RoleIndex(List<Role> roles) {
    for (Role role : roles) {
      byArn.put(role.arn().toString(), role);
      byName.put(role.arn().account() + ":" + role.arn().name(), role);
    }
  }

  public Optional<Role> find(String arn) {
    return Optional.ofNullable(byArn.get(arn));
  }

  /** The role with this name, whatever its path is. */
  public Optional<Role> find(String account, String name) {
    return Optional.ofNullable(byName.get(account + ":" + name));
  }
}
