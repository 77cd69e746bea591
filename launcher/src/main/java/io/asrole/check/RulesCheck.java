// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.check;

import io.asrole.guard.SudoRules;
import io.asrole.posix.FileErrors;
import io.asrole.posix.SudoersRule;
import io.asrole.posix.SystemProgram;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Checks the rules of sudo in the file that asrole setup --host writes.
 *
 * @see <a href="https://www.sudo.ws/docs/man/sudoers.man/">sudoers(5)</a>
 */
final class RulesCheck {
  private static final String STEP = "sudo";
  private static final Path SUDO = Path.of("/usr/bin/sudo");
  private static final String EDIT = "visudo -f " + GuardedFiles.SUDOERS;

  /** What the line of the grant's Defaults must have, whatever the other Defaults are. */
  private static final List<String> SETTINGS =
      List.of(
          "env_reset",
          "!setenv",
          "!env_keep",
          "!env_check",
          "!log_output",
          "!log_input",
          "umask=0077",
          "umask_override");

  private final Path grant;

  RulesCheck(Path grant) {
    this.grant = grant;
  }

  List<Finding> findings() {
    if (!Files.isExecutable(SUDO)) {
      return List.of(
          Finding.fail(
              STEP,
              "there is no " + SUDO,
              new Remedy("no ordinary user has a role", "apt-get install sudo")));
    }
    String rules;
    try {
      rules = Files.readString(GuardedFiles.SUDOERS, StandardCharsets.ISO_8859_1);
    } catch (NoSuchFileException e) {
      return List.of(
          Finding.warn(
              STEP,
              "there is no " + GuardedFiles.SUDOERS,
              new Remedy("no ordinary user has a role, unless by other rules", HostCheck.REPAIR)));
    } catch (IOException e) {
      return List.of(
          Finding.fail(STEP, "cannot read " + GuardedFiles.SUDOERS + ": " + FileErrors.reason(e)));
    }
    Optional<SystemProgram.Result> visudo =
        SystemProgram.run("visudo", "-cf", GuardedFiles.SUDOERS.toString());
    if (visudo.isPresent() && visudo.get().status() != 0) {
      return List.of(
          Finding.fail(
              STEP,
              "visudo refuses the rules: " + visudo.get().firstLine(),
              new Remedy("sudo ignores rules that it cannot read", EDIT)));
    }
    return check(rules, grant.toString());
  }

  /** Checks the content of a sudoers file; one OK finding if there is no problem. */
  static List<Finding> check(String rules, String grant) {
    List<String> lines =
        rules
            .replace("\\\n", " ")
            .lines()
            .map(String::strip)
            .filter(line -> !line.startsWith("#"))
            .toList();
    List<Finding> found = new ArrayList<>();
    String defaults = "";
    int count = 0;
    for (String line : lines) {
      if (line.startsWith("Defaults!" + grant + " ")) {
        defaults += "," + line.substring(line.indexOf(' '));
      } else if (!line.startsWith("Defaults") && line.contains(grant)) {
        count++;
        checkRule(found, line, grant);
      }
    }
    List<String> settings = List.of(defaults.split("[\\s,]+"));
    List<String> missing = SETTINGS.stream().filter(s -> !settings.contains(s)).toList();
    if (!missing.isEmpty()) {
      found.add(
          0,
          Finding.fail(
              STEP,
              "Defaults!" + grant + " lacks " + String.join(", ", missing),
              new Remedy(
                  "other Defaults could let a caller choose SUDO_UID, or sudo store credentials in"
                      + " its log",
                  EDIT + " # add: Defaults!" + grant + " " + String.join(", ", SETTINGS))));
    }
    return found.isEmpty()
        ? List.of(
            Finding.ok(
                STEP, count + (count == 1 ? " rule in " : " rules in ") + GuardedFiles.SUDOERS))
        : found;
  }

  private static void checkRule(List<Finding> found, String line, String grant) {
    Matcher command =
        Pattern.compile(Pattern.quote(grant) + "(?:\\s+((?:[^,\\\\]|\\\\.)*+))?").matcher(line);
    while (command.find()) {
      String role = Optional.ofNullable(command.group(1)).orElse("").strip();
      if (role.isEmpty() || SudoRules.isPattern(role) || role.contains(" ")) {
        found.add(
            Finding.fail(
                STEP,
                "the rule '" + line + "' does not name one role",
                new Remedy(
                    "it lets more roles through than it seems",
                    EDIT + " # give each role by its exact name")));
        return;
      }
    }
    List<String> missing = SudoersRule.TAGS.stream().filter(tag -> !line.contains(tag)).toList();
    if (!missing.isEmpty() && !line.startsWith("Cmnd_Alias")) {
      found.add(
          Finding.warn(
              STEP,
              "the rule '" + line + "' lacks " + String.join(" ", missing),
              new Remedy(
                  missing.contains("NOPASSWD:")
                      ? "asrole runs sudo without a password"
                      : "other tags and Defaults could count for the grant",
                  EDIT)));
    }
  }
}
