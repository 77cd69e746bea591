// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.sandbox.world;

import java.util.List;

/**
 * The AWS organization of the world.
 *
 * @param id the id, {@code o-...}
 * @param accounts the member accounts; the account of the world is always one of them
 * @see <a
 *     href="https://docs.aws.amazon.com/organizations/latest/APIReference/API_Organization.html">
 *     Organization</a>
 */
public record Organization(String id, List<String> accounts) {
  public Organization {
    accounts = List.copyOf(accounts);
  }
}
