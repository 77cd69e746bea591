// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.setup;

import io.asrole.AsroleException;
import io.asrole.posix.FileErrors;
import io.asrole.posix.SystemProgram;
import io.asrole.systemd.UnitSettings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A service of systemd, as the administrator has configured it.
 *
 * @param name with its ending, such as {@code web.service} or {@code web@.service}; no alias
 * @param origin the path of the unit's file; empty if it is not known
 * @param settings without those of an earlier drop-in of asrole
 */
record ServiceUnit(String name, String origin, UnitSettings settings) {
  private static final String ENDING = ".service";
  private static final String DROP_IN = "/zz-asrole.conf";
  private static final List<String> OTHER_ENDINGS =
      List.of(
          ".timer",
          ".socket",
          ".path",
          ".mount",
          ".automount",
          ".target",
          ".slice",
          ".scope",
          ".swap",
          ".device");

  /**
   * Reads the unit.
   *
   * @param unit the name of a unit, which systemd reads with its drop-ins; or the path of a unit
   *     file, which is read alone
   */
  static ServiceUnit read(String unit) throws AsroleException {
    return unit.contains("/") ? readFile(unit) : readFromSystemd(unit);
  }

  /** The drop-in file that asrole writes. The name sorts behind the one of systemctl edit. */
  String dropIn() {
    return folder() + DROP_IN;
  }

  /** The folder of the administrator's drop-ins. */
  String folder() {
    return "/etc/systemd/system/" + name + ".d";
  }

  /** Whether a program makes the unit's file at each boot. */
  boolean isGenerated() {
    return origin.startsWith("/run/systemd/generator");
  }

  /** Whether the unit is a template, which has no instance yet: {@code web@.service}. */
  boolean isTemplate() {
    return name.endsWith("@" + ENDING);
  }

  /** The name without its ending; a specifier if systemd has to expand or unescape it. */
  String folderName() {
    String plain = name.substring(0, name.length() - ENDING.length());
    return plain.matches("[A-Za-z0-9:_.-]+") ? plain : "%N";
  }

  private static ServiceUnit readFile(String given) throws AsroleException {
    Path file = FileErrors.parsePath("--service", given).toAbsolutePath().normalize();
    String name = checkName(String.valueOf(file.getFileName()));
    if (file.toString().contains("/systemd/user/")) {
      throw ServiceFailure.ofUserManager(file);
    }
    try {
      Path real = file.toRealPath();
      if (real.equals(Path.of("/dev/null"))) {
        throw ServiceFailure.masked(name);
      }
      List<String> lines = Files.readAllLines(file, StandardCharsets.UTF_8);
      return new ServiceUnit(
          findName(name, real.toString()), file.toString(), UnitSettings.parse(lines));
    } catch (IOException e) {
      throw ServiceFailure.unreadableFile(file, FileErrors.reason(e));
    }
  }

  private static ServiceUnit readFromSystemd(String given) throws AsroleException {
    String name = checkName(given);
    Optional<SystemProgram.Result> answer = SystemProgram.run("systemctl", "cat", "--", name);
    if (answer.isEmpty()) {
      throw ServiceFailure.noSystemctl(name);
    }
    return readAnswer(name, answer.get());
  }

  /** Reads the answer of {@code systemctl cat}. */
  static ServiceUnit readAnswer(String name, SystemProgram.Result answer) throws AsroleException {
    if (answer.status() != 0) {
      throw ServiceFailure.unreadable(name, answer.firstLine());
    }
    if (answer.output().equals("# Unit " + name + " is masked.")) {
      throw ServiceFailure.masked(name);
    }
    return parse(name, answer.output());
  }

  /** Reads what {@code systemctl cat} prints: each file behind a line with its path. */
  private static ServiceUnit parse(String name, String text) {
    String origin = "";
    boolean isOwn = false;
    List<String> lines = new ArrayList<>();
    for (String line : text.lines().toList()) {
      if (line.startsWith("# /")) {
        String path = line.substring(2);
        origin = origin.isEmpty() ? path : origin;
        isOwn = path.endsWith(DROP_IN);
      }
      if (!isOwn) {
        lines.add(line);
      }
    }
    return new ServiceUnit(findName(name, origin), origin, UnitSettings.parse(lines));
  }

  /**
   * The name of the unit that has this file. An alias such as {@code sshd.service} becomes {@code
   * ssh.service}, which has the drop-ins. An instance keeps its own name.
   */
  private static String findName(String given, String origin) {
    String ofFile = origin.substring(origin.lastIndexOf('/') + 1);
    if (!origin.contains("/systemd/") || !ofFile.endsWith(ENDING)) {
      return given;
    }
    boolean isInstance = given.contains("@") && !given.endsWith("@" + ENDING);
    return isInstance && ofFile.endsWith("@" + ENDING)
        ? ofFile.replace("@" + ENDING, given.substring(given.indexOf('@')))
        : ofFile;
  }

  private static String checkName(String given) throws AsroleException {
    for (String ending : OTHER_ENDINGS) {
      if (given.endsWith(ending)) {
        throw ServiceFailure.noService(given);
      }
    }
    String name = given.endsWith(ENDING) ? given : given + ENDING;
    if (!name.matches("[A-Za-z0-9:_.\\\\@-]{1,255}") || name.matches("[-.@].*")) {
      throw ServiceFailure.malformedName(given);
    }
    return name;
  }
}
