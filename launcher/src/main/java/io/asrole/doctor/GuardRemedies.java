// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.doctor;

import io.asrole.AsroleException;
import io.asrole.check.Remedy;
import io.asrole.guard.GuardedHost;
import io.asrole.posix.SudoersRule;
import io.asrole.posix.User;
import java.util.List;

/** The remedies for failures on a guarded host, which mostly its administrator can apply. */
final class GuardRemedies {
  private static final String USUAL_GRANT = "/usr/bin/asrole-grant";
  private static final String EDIT_RULES = "sudo visudo -f /etc/sudoers.d/asrole # ";
  private static final String CHECK_HOST = "sudo asrole doctor --host";

  private final String role;
  private final String grant = grantProgram();

  /** Names the role as the user gave it. */
  GuardRemedies(String role) {
    this.role = role;
  }

  /** The remedies for a failure; empty for a cause that has nothing to do with the guard. */
  List<Remedy> find(AsroleException failure) {
    return switch (failure.failureCause()) {
      case GUARD ->
          Remedy.only("the administrator writes this file, by asrole setup --host", CHECK_HOST);
      case GUARDED_ROLE ->
          Remedy.only(
              "the administrator describes the roles in /etc/asrole/config",
              "asrole roles # give one of these names; or name keys of your own: --source"
                  + " profile:NAME");
      case SUDO_MISSING ->
          Remedy.only(
              "asrole-grant runs as another user, through sudo",
              "apt-get install sudo # as root; Amazon Linux: dnf install sudo");
      case NO_NEW_PRIVILEGES ->
          List.of(
              new Remedy(
                  "the systemd unit has NoNewPrivileges=yes, or an option that implies it",
                  "NoNewPrivileges=no # in the unit; or let the uid of the service reach instance"
                      + " metadata: add --also USER to the call in /etc/asrole/guard"),
              new Remedy(
                  "the container was started with no-new-privileges",
                  "docker run without --security-opt no-new-privileges"));
      case SUDO_REFUSED ->
          Remedy.only(
              "no rule of sudo names both " + User.name() + ", or a group of it, and this role",
              EDIT_RULES
                  + "add: "
                  + SudoersRule.write(
                      User.name(), grant.toString(), role.isEmpty() ? "ROLE" : role));
      case SUDO_PASSWORD ->
          Remedy.only(
              "asrole runs sudo with -n, so that a script never waits for a password",
              EDIT_RULES + "add the tag NOPASSWD: before " + grant);
      case SUDO_FAILED -> sudoFailed(failure.sentence());
      case GRANT_FAILED ->
          Remedy.only(
              "asrole-grant runs as the user asrole, with /etc/asrole/config",
              "sudo -Hu asrole env AWS_CONFIG_FILE=/etc/asrole/config asrole doctor"
                  + (role.isEmpty() ? "" : " " + role)
                  + " # the administrator; and "
                  + CHECK_HOST);
      default -> List.of();
    };
  }

  private static String grantProgram() {
    try {
      return GuardedHost.read().map(host -> host.grantProgram().toString()).orElse(USUAL_GRANT);
    } catch (AsroleException e) {
      return USUAL_GRANT;
    }
  }

  /** Finds the cause in sudo's own words. */
  private List<Remedy> sudoFailed(String words) {
    if (words.contains("must have a tty")) {
      return Remedy.only(
          "the rules of sudo have Defaults requiretty, and asrole runs sudo without a terminal",
          EDIT_RULES + "add: Defaults:" + User.name() + " !requiretty");
    }
    if (words.contains("setuid") || words.contains("effective uid")) {
      return Remedy.only(
          "/usr/bin/sudo lacks the setuid bit, or its file system is mounted with nosuid",
          "ls -l /usr/bin/sudo; findmnt -T /usr/bin/sudo # as root: reinstall sudo");
    }
    if (words.contains("unknown user")) {
      return Remedy.only("the system user asrole does not exist", CHECK_HOST);
    }
    return Remedy.only("sudo itself fails", "sudo -n -l; sudo visudo -c # and " + CHECK_HOST);
  }
}
