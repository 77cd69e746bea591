// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.check;

import io.asrole.AsroleException;
import io.asrole.FailureCause;
import io.asrole.guard.GuardedHost;
import io.asrole.guard.MetadataReach;
import io.asrole.guard.SudoRules;
import io.asrole.posix.User;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Checks a guarded host as an ordinary user of it. */
public final class GuardCheck {
  private final GuardedHost host;

  public GuardCheck(GuardedHost host) {
    this.host = host;
  }

  /** Reports the guard file, and the files beside it that have a wrong owner or mode. */
  public List<Finding> files() {
    List<Finding> found = new ArrayList<>();
    found.add(
        Finding.ok(
            "guard",
            GuardedHost.FILE
                + " guards this host: sudo decides who has which role, by "
                + host.grantProgram()));
    found.addAll(GuardedFiles.decidingFiles("guard"));
    return found;
  }

  /** Tries whether instance metadata is closed to this user. */
  public Finding metadata() {
    List<String> open = MetadataReach.openAddresses();
    if (!open.isEmpty()) {
      return Finding.warn(
          "metadata",
          "open to " + User.name() + " at " + String.join(" and ", open),
          new Remedy(
              "every process of this user can have the role of the instance, without sudo",
              "sudo asrole doctor --host # the administrator closes it: asrole setup --host"));
    }
    return Finding.ok(
        "metadata",
        "closed to "
            + User.name()
            + " ("
            + MetadataReach.refusal()
            + ")"
            + (SystemdImds.isPresent() ? "; systemd-imdsd is on this host" : ""));
  }

  /**
   * Asks sudo for the role, or for all roles of the user.
   *
   * @param role the name of the role; empty for all
   * @throws AsroleException if sudo refuses, or cannot run
   */
  public Finding sudo(String role) throws AsroleException {
    SudoRules rules = new SudoRules(host);
    if (!role.isEmpty()) {
      try {
        rules.require(role);
        return Finding.ok("sudo", "lets " + User.name() + " have " + role);
      } catch (AsroleException e) {
        if (e.failureCause() != FailureCause.SUDO_FAILED) {
          throw e;
        }
        // Rules may let sudo run the grant, and not list the rules.
        return Finding.warn("sudo", e.sentence());
      }
    }
    Set<String> roles = rules.roles();
    return roles.isEmpty()
        ? Finding.warn(
            "sudo",
            User.name() + " has no role on this host",
            new Remedy(
                "no rule of sudo names this user, or a group of it, and asrole-grant",
                "sudo visudo -f " + GuardedFiles.SUDOERS))
        : Finding.ok("sudo", "lets " + User.name() + " have " + String.join(" ", roles));
  }
}
