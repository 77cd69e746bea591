// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.front;

import io.asrole.AsroleException;
import io.asrole.FailureCause;
import io.asrole.role.Profiles;
import io.asrole.role.RoleReference;
import io.asrole.role.RoleRequest;
import io.asrole.text.EditDistance;
import io.asrole.text.ShellQuoting;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the user may have meant instead, where AWS denied a role that was given as a bare name. Only
 * AWS knows whether there is a role of that name, so nothing is said before it has denied.
 */
public final class DidYouMean {
  private static final String RUN = "asrole ROLE -- COMMAND";

  /** What tools of this kind call what asrole calls otherwise. */
  private static final Map<String, String> ELSEWHERE =
      Map.ofEntries(
          Map.entry("run", RUN),
          Map.entry("assume", RUN),
          Map.entry("login", RUN),
          Map.entry("logout", "asrole forget ROLE"),
          Map.entry("shell", "asrole --shell ROLE"),
          Map.entry("env", "asrole credentials --format env ROLE"),
          Map.entry("export", "asrole credentials --format env ROLE"),
          Map.entry("list", "asrole status"),
          Map.entry("ls", "asrole status"));

  private DidYouMean() {}

  /** The failure of a call for that role: on a denial, hint first, and brief for a terminal. */
  public static AsroleException explain(
      AsroleException failure, RoleRequest request, Profiles profiles) throws AsroleException {
    String more =
        failure.failureCause().pointsToDoctor()
            ? "; run: asrole doctor " + ShellQuoting.quoteIfNeeded(request.given())
            : "";
    if (failure.failureCause() != FailureCause.DENIED) {
      return failure.withSuffix(more);
    }
    String hint = isOf(failure, request.role()) ? hint(request.role(), profiles) : "";
    return DenialLine.compose(failure, hint, more);
  }

  /** The hint where there is no command, so that AWS is not asked; empty where there is none. */
  static String withoutCommand(String given) {
    String use = ELSEWHERE.get(given);
    return use != null
        ? isNot(given, use)
        : EditDistance.findNearest(given, Subcommands.all())
            .map(word -> "the subcommand: asrole " + word)
            .orElse("");
  }

  /** Whether this role was denied, and not another role of a chain that leads to it. */
  private static boolean isOf(AsroleException failure, RoleReference role) {
    return role instanceof RoleReference.Name name
        && failure
            .awsError()
            .filter(error -> error.role().endsWith(":role/" + name.pathAndName()))
            .isPresent();
  }

  private static String hint(RoleReference role, Profiles profiles) throws AsroleException {
    String given = role.toString();
    if (role instanceof RoleReference.Name name && name.pathAndName().startsWith("role/")) {
      String meant = given.replaceFirst("role/", "");
      return "'" + given + "' has the path /role/; for the role " + meant + ": asrole " + meant;
    }
    if (given.indexOf(':') >= 0) {
      return "";
    }
    if (given.equals("help")) {
      return "for help: asrole --help, or asrole SUBCOMMAND --help";
    }
    String use = ELSEWHERE.get(given);
    return use == null ? nearest(given, profiles) : isNot(given, use);
  }

  private static String nearest(String given, Profiles profiles) throws AsroleException {
    List<String> roles = profiles.namesWithRole();
    List<String> known = new ArrayList<>(Subcommands.all());
    known.addAll(roles);
    Optional<String> nearest = EditDistance.findNearest(given, known);
    return nearest
        .map(
            name ->
                "did you mean the "
                    + (roles.contains(name) ? "profile" : "subcommand")
                    + " '"
                    + name
                    + "'?")
        .orElse("");
  }

  private static String isNot(String given, String use) {
    return "'" + given + "' is not a subcommand, use: " + use;
  }
}
