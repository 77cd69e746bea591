// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.cli;

import io.asrole.AsroleException;
import io.asrole.role.RoleReference;
import io.asrole.session.Sessions;
import io.asrole.session.UserFolder;
import io.asrole.start.Invocation;
import io.asrole.start.RoleColumn;
import io.asrole.text.OneLine;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code asrole forget}: remove sessions from the store; AWS keeps them until they expire. */
@Command(
    name = "forget",
    description = "Remove the cached sessions of ROLE, or all of them.",
    customSynopsis = "asrole forget (ROLE | --all)")
final class ForgetCommand implements Callable<Integer> {
  private final Invocation invocation;

  @Mixin DebugOption debug = new DebugOption();

  @Option(names = "--all", description = "Remove every session and every remembered failure.")
  boolean all;

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "ROLE",
      hideParamSyntax = true,
      description = "The role as it was given, its ARN, its name, or ACCOUNT:NAME.")
  @Nullable String role;

  ForgetCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  @Override
  public Integer call() throws Exception {
    String which = role;
    if (which != null) {
      RoleReference.requireGiven(which);
    }
    if (which != null && all) {
      throw AsroleException.refused(
          "--all already includes " + which + ": leave out --all, or " + which);
    }
    if (which == null && !all) {
      throw AsroleException.refused(
          "forget needs a role: asrole forget ROLE, or asrole forget --all");
    }
    Path path = UserFolder.SESSION_STORE.location(invocation.environment(), invocation.userHome());
    if (!Sessions.exist(path)) {
      return report(0);
    }
    Sessions sessions = Sessions.open(path);
    return report(
        which == null
            ? sessions.forgetAll()
            : sessions.forget(
                session ->
                    session.given().equals(which)
                        || session.role().value().equals(which)
                        || RoleColumn.shorten(session.role().value()).equals(which)
                        || session.role().name().equals(which)));
  }

  /**
   * Prints the count. Nothing to remove is a success, as for rm -f; the line shows a mistyped role.
   */
  private int report(int count) {
    if (count == 0) {
      invocation
          .err()
          .print(
              role == null
                  ? "asrole: no cached session\n"
                  : "asrole: no cached session for "
                      + OneLine.flatten(role)
                      + "; see asrole status\n");
      return 0;
    }
    invocation
        .err()
        .print("asrole: forgot " + count + (count == 1 ? " session" : " sessions") + "\n");
    return 0;
  }
}
