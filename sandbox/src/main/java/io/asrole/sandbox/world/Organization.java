// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.sandbox.world;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The AWS organization of the world.
 *
 * @param id the id, {@code o-...}
 * @param accounts the other accounts of the organization; it always has the account of the world
 * @param managementAccount the account that owns the organization and that SCPs do not limit; null:
 *     none of those that the world has
 * @see <a
 *     href="https://docs.aws.amazon.com/organizations/latest/APIReference/API_Organization.html">
 *     Organization</a>
 */
public record Organization(String id, List<String> accounts, @Nullable String managementAccount) {
  public Organization {
    accounts = List.copyOf(accounts);
  }

  /** Whether the account is the management account. */
  public boolean isManagement(String account) {
    return account.equals(managementAccount);
  }
}
