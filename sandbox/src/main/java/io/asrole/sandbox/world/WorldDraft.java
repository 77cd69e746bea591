// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.sandbox.world;

import io.asrole.sandbox.json.JsonException;

/**
 * A world that is being built, with the world or one of its roles at hand. A test hands it to the
 * sandbox without a last call: {@code World.seed().role("Deploy").trusts("ExampleRole")}.
 */
public sealed interface WorldDraft permits WorldBuilder, RoleBuilder {
  /**
   * Adds a role, or takes one that is there already.
   *
   * @param role the name of a role of the account, with its path if it has one ({@code Deploy},
   *     {@code team/x/Deploy}), or the ARN of a role of another account
   */
  RoleBuilder role(String role);

  /**
   * The world as JSON, in the form of a world file: {@code asrole-sandbox --world} reads it.
   *
   * @throws IllegalStateException if a role has no trust policy
   */
  String json();

  /**
   * The world. The method parses {@link #json}, so the checks are those of a world file.
   *
   * @throws IllegalStateException if a role has no trust policy
   * @throws JsonException if the world is not valid; the message names the place in the JSON, such
   *     as {@code roles[1].trust.Statement.Action}
   */
  default World build() {
    return World.parse(json());
  }
}
