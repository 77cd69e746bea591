// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.guard;

import io.asrole.AsroleException;
import io.asrole.AsroleException.Kind;
import io.asrole.FailureCause;
import io.asrole.posix.User;
import io.asrole.text.Progress;
import java.util.List;
import java.util.Set;

/** Gets a role session from asrole-grant, through sudo. */
public final class SudoGrant {
  /** The prefix of the error line of asrole-grant. */
  public static final String PREFIX = "asrole-grant: ";

  /** The exit status of asrole-grant for a failure after which a retry may help: EX_TEMPFAIL. */
  public static final int UNAVAILABLE = 75;

  private static final int REFUSED_BY_SUDO = 1;

  private SudoGrant() {}

  /** Gets a session of the role with that name. */
  public static GrantDocument open(GuardedHost host, String role, Progress progress)
      throws AsroleException {
    progress.waitingFor("asrole-grant, through sudo");
    String program = host.grantProgram().toString();
    progress.step("sudo -n -u " + Sudo.TARGET + " " + program + " " + role);
    Sudo.Result result = Sudo.run(List.of("-u", Sudo.TARGET, program, role));
    if (result.status() == 0) {
      return GrantDocument.read(result.out())
          .orElseThrow(() -> Sudo.cannot(program + " printed no credentials"));
    }
    String error = lastLine(result.err());
    if (error.startsWith(PREFIX)) {
      Kind kind = result.status() == UNAVAILABLE ? Kind.UNAVAILABLE : Kind.REFUSED;
      throw new AsroleException(kind, error.substring(PREFIX.length()))
          .withFailureCause(FailureCause.GUARD);
    }
    // sudo always says why. A JVM that cannot start, as with ulimit -v, has the same status.
    throw result.status() == REFUSED_BY_SUDO && !error.isEmpty()
        ? refused(host, role, error)
        : Sudo.cannot(
            program
                + " ended with status "
                + result.status()
                + (error.isEmpty() ? " and said nothing" : ": " + error));
  }

  private static AsroleException refused(GuardedHost host, String role, String error)
      throws AsroleException {
    Set<String> roles = new SudoRules(host).roles();
    String has =
        roles.isEmpty()
            ? "has no role on this host"
            : "has on this host: " + String.join(" ", roles);
    // sudo asks for a password if no rule matches, which says nothing about the role.
    String why = error.endsWith("a password is required") ? "" : " (" + error + ")";
    return AsroleException.refused(
            "sudo refuses the role " + role + " to " + User.name() + ", who " + has + why)
        .withFailureCause(FailureCause.GUARD);
  }

  private static String lastLine(String text) {
    String stripped = text.strip();
    return stripped.substring(stripped.lastIndexOf('\n') + 1);
  }
}
