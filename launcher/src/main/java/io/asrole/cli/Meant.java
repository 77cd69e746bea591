// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.cli;

import io.asrole.AsroleException;
import io.asrole.AsroleException.Kind;
import io.asrole.Nearest;
import io.asrole.role.Profiles;
import io.asrole.role.RoleReference;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What may have been meant where a bare name was taken for a role, and AWS knows no such role. */
final class Meant {
  private Meant() {}

  /** The failure, with the word that the first argument may have been meant to be. */
  static AsroleException word(AsroleException failure, String given) {
    Optional<String> nearest = Nearest.of(given, Words.all());
    return nearest.isEmpty()
        ? failure
        : failure.withMore("; did you mean the word '" + nearest.get() + "'?");
  }

  /** The failure, with what else the name may have been. */
  static AsroleException instead(AsroleException failure, RoleReference role, Profiles profiles)
      throws AsroleException {
    boolean bare = role instanceof RoleReference.Name name && name.account() == null;
    if (!bare || failure.kind() != Kind.REFUSED) {
      return failure;
    }
    String given = role.toString();
    if (given.equals("help")) {
      return failure.withMore("; for help: asrole --help, or asrole WORD --help");
    }
    if (profiles.find(given).isPresent()) {
      return failure.withMore(
          "; there is a profile '"
              + given
              + "', but without role_arn: asrole took '"
              + given
              + "' for the name of a role");
    }
    List<String> known = new ArrayList<>(Words.all());
    List<String> roles = profiles.withRole();
    known.addAll(roles);
    Optional<String> nearest = Nearest.of(given, known);
    if (nearest.isEmpty()) {
      return failure;
    }
    String kind = roles.contains(nearest.get()) ? "the profile" : "the word";
    return failure.withMore("; did you mean " + kind + " '" + nearest.get() + "'?");
  }
}
