// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.guard;

import io.asrole.AsroleException;
import io.asrole.AsroleException.Kind;
import io.asrole.FailureCause;
import io.asrole.text.Progress;
import java.util.List;
import java.util.Optional;

/** Gets a role session from asrole-grant, through sudo. */
public final class SudoGrant {
  /** The prefix of the error line of asrole-grant. */
  public static final String PREFIX = "asrole-grant: ";

  /** The exit status of asrole-grant for a failure after which a retry may help: EX_TEMPFAIL. */
  public static final int UNAVAILABLE = 75;

  private static final int FAILED_IN_SUDO = 1;

  private SudoGrant() {}

  /** Gets a session of the role with that name. */
  public static GrantDocument open(GuardedHost host, String role, Progress progress)
      throws AsroleException {
    progress.waitingFor("asrole-grant, through sudo");
    String program = host.grantProgram().toString();
    progress.step("sudo -n -u " + Sudo.TARGET + " " + program + " " + role);
    Sudo.Result result = Sudo.run(List.of("-u", Sudo.TARGET, program, role));
    if (result.status() == 0) {
      Optional<GrantDocument> document = GrantDocument.read(result.out());
      if (document.isEmpty()) {
        throw Sudo.cannot(FailureCause.GRANT_FAILED, program + " printed no credentials");
      }
      return document.get();
    }
    String error = lastLine(result.err());
    if (error.startsWith(PREFIX)) {
      Kind kind = result.status() == UNAVAILABLE ? Kind.UNAVAILABLE : Kind.REFUSED;
      throw new AsroleException(kind, error).withFailureCause(FailureCause.GRANT_FAILED);
    }
    if (result.isRefusal()) {
      throw new SudoRules(host).refusal(role);
    }
    // sudo always says why. A JVM that cannot start, as with ulimit -v, has the same status.
    throw result.status() == FAILED_IN_SUDO && !error.isEmpty()
        ? Sudo.cannot(FailureCause.SUDO_FAILED, "cannot run " + program + ": " + result.reason())
        : Sudo.cannot(
            FailureCause.GRANT_FAILED,
            program
                + " ended with status "
                + result.status()
                + (error.isEmpty() ? " and said nothing" : ": " + error));
  }

  private static String lastLine(String text) {
    String stripped = text.strip();
    return stripped.substring(stripped.lastIndexOf('\n') + 1);
  }
}
