// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.setup;

import io.asrole.AsroleException;
import java.nio.file.Path;

/** The failures of {@code asrole setup --service}. */
final class ServiceFailure {
  private static final String BY_PATH =
      "; give the path of the unit's file in place of its name: asrole setup --service"
          + " /etc/systemd/system/";

  private ServiceFailure() {}

  static AsroleException noSystemctl(String name) {
    return AsroleException.refused(
        "cannot read " + name + ": systemctl is not installed or does not answer" + byPath(name));
  }

  static AsroleException unreadable(String name, String message) {
    return AsroleException.refused(
        "cannot read " + name + ": systemctl cat: " + message + byPath(name));
  }

  private static String byPath(String name) {
    return BY_PATH + name + " ROLE";
  }

  static AsroleException unreadableFile(Path file, String reason) {
    return AsroleException.refused("cannot read the unit file " + file + ": " + reason);
  }

  static AsroleException masked(String name) {
    return AsroleException.refused(
        name + " is masked, so it does not start; to change that: systemctl unmask " + name);
  }

  static AsroleException noService(String given) {
    return AsroleException.refused(
        given + " is not a service; give the service that it starts, such as web.service");
  }

  static AsroleException malformedName(String given) {
    return AsroleException.refused("'" + given + "' is not the name of a systemd unit");
  }

  static AsroleException ofUserManager(Path file) {
    return AsroleException.refused(
        file + " is a unit of a user's own systemd; --service knows only units of the system");
  }

  static AsroleException noCommand(String name) {
    return AsroleException.refused(name + " has no ExecStart=, so there is no command to change");
  }

  static AsroleException malformedRole(String role) {
    return AsroleException.refused(
        "'" + role + "' has a character that is not allowed in a role name or ARN");
  }

  static AsroleException emptyRole() {
    return AsroleException.refused("ROLE is empty; give a role ARN, a profile or a role name");
  }

  static AsroleException agentOption(String role) {
    return AsroleException.refused(
        "asrole's agent would read the text behind a comma of '"
            + role
            + "' as an option; write the role in a profile of the AWS config file and give the"
            + " profile's name, or use --refresh");
  }

  static AsroleException hasAgent(String name, String flag, String place) {
    return AsroleException.refused(
        name + " already has the agent's flag " + flag + " in " + place + ": change ROLE there");
  }

  static AsroleException hasRoleByAgent(String name, String flag, String place) {
    return AsroleException.refused(
        name
            + " already has the agent's flag "
            + flag
            + " in "
            + place
            + ": remove it there, or use --agent in place of --refresh");
  }

  static AsroleException alreadyRunsAsrole(String name) {
    return AsroleException.refused(
        name + " already runs asrole: change ROLE in its ExecStart= in place of a drop-in");
  }

  static AsroleException container(String name, String program) {
    return AsroleException.refused(
        name
            + " runs "
            + program
            + ", which passes no role on into a container: put asrole into the image, as in"
            + " examples/docker");
  }

  static AsroleException ownRoot(String name, String setting) {
    return AsroleException.refused(
        name + " has " + setting + "=, so it does not see asrole: install asrole in that root");
  }

  static AsroleException noNetwork(String name) {
    return AsroleException.refused(
        name + " has PrivateNetwork=yes, so it reaches neither instance metadata nor AWS");
  }

  static AsroleException generated(String name, String origin) {
    return AsroleException.refused(
        name
            + " is generated ("
            + origin
            + "), so a copy of its command line may be out of date after a boot: write a unit of"
            + " your own with the same name under /etc/systemd/system, or use --agent for a Java"
            + " program");
  }

  static AsroleException argumentZero(String name) {
    return AsroleException.refused(
        name
            + " has '@' in ExecStart=, which gives the program another name; asrole cannot keep"
            + " the other name: write ExecStart= without '@', or use --agent for a Java program");
  }

  static AsroleException variableInFile(String name, String file, String line) {
    return AsroleException.refused(
        file
            + " sets JAVA_TOOL_OPTIONS for "
            + name
            + ", and its value replaces the one in a drop-in: use --refresh, or write in that file "
            + line
            + " and run this command again, which then prints the rest of the drop-in");
  }

  static AsroleException variableRemoved(String name) {
    return AsroleException.refused(
        name + " has UnsetEnvironment=JAVA_TOOL_OPTIONS, which removes the agent: use --refresh");
  }

  static AsroleException noSudo(String name) {
    return AsroleException.refused(
        name
            + " has DynamicUser=yes, and this host is guarded: no rule can name the service's user;"
            + " give the unit a User= of its own, and see docs/shared-hosts.md");
  }
}
