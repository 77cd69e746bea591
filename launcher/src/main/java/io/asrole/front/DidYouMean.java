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
 * Suggests what the user may have meant if AWS denied a role given as a bare name. Only AWS knows
 * whether the role exists, so there is no suggestion before the denial.
 */
public final class DidYouMean {
  private static final String RUN = "asrole ROLE -- COMMAND";

  /** Subcommand names of similar tools, with the asrole command that does the same. */
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

  /**
   * Adds the next command; a denial also gets the hint and a short text for terminals.
   *
   * @param options the role options of the call, which the doctor needs to see the same failure
   */
  public static AsroleException explain(
      AsroleException failure, RoleRequest request, List<String> options, Profiles profiles)
      throws AsroleException {
    String more =
        failure.failureCause().pointsToDoctor() ? "; run: " + doctor(request, options) : "";
    if (failure.failureCause() != FailureCause.DENIED) {
      return failure.withSuffix(more);
    }
    String hint = isOf(failure, request.role()) ? hint(request.role(), profiles) : "";
    return DenialLine.compose(failure, hint, more);
  }

  private static String doctor(RoleRequest request, List<String> options) {
    StringBuilder command = new StringBuilder("asrole doctor");
    options.forEach(option -> command.append(' ').append(ShellQuoting.quoteIfNeeded(option)));
    return command.append(' ').append(ShellQuoting.quoteIfNeeded(request.given())).toString();
  }

  /** The hint for a call without a command, which never reaches AWS; may be empty. */
  static String withoutCommand(String given) {
    String use = ELSEWHERE.get(given);
    return use != null
        ? isNot(given, use)
        : EditDistance.findNearest(given, Subcommands.all())
            .map(word -> "the subcommand: asrole " + word)
            .orElse("");
  }

  /** Whether this role was denied; false if an earlier role of the role chain was denied. */
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
