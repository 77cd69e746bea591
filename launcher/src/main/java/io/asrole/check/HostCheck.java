// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.check;

import io.asrole.AsroleException;
import io.asrole.guard.GuardedHost;
import io.asrole.posix.SystemProgram;
import io.asrole.role.Profiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Checks a guarded host for its administrator, as root. */
public final class HostCheck {
  /** The command that makes a host guarded. */
  private static final String SETUP =
      "asrole setup --host --allow WHO=ROLE >guard-host.sh # read it, then: sudo sh guard-host.sh";

  /** The same command for a host that was guarded, and has rules. */
  static final String REPAIR =
      "asrole setup --host --allow ... >guard-host.sh # with all rules: the call is in "
          + GuardedHost.FILE
          + "; then: sudo sh guard-host.sh";

  private static final String GUARD = "guard";
  private static final String UNIT = "asrole-guard.service";
  private static final String CHECK = "asrole-guard-check.service";
  private static final String TIMER = "asrole-guard-check.timer";

  /** What asrole-grant runs, beside its own file. */
  private static final List<String> PROGRAM_FILES =
      List.of("lib/grant.sh", "lib/slow.sh", "lib/asrole.jar", "lib/archive", "runtime/bin/java");

  private static final int WRITABLE_BY_OTHERS = 022;
  private static final int STICKY = 01000;

  private HostCheck() {}

  /** Runs all checks; {@code findings} receives each finding as soon as it is known. */
  public static void run(Consumer<Finding> findings) {
    GuardedHost host;
    try {
      Optional<GuardedHost> found = GuardedHost.read();
      if (found.isEmpty()) {
        findings.accept(
            Finding.fail(
                GUARD,
                "this host is not guarded: there is no " + GuardedHost.FILE,
                new Remedy("every user can have the role of the instance", SETUP)));
        return;
      }
      host = found.get();
    } catch (AsroleException e) {
      findings.accept(
          Finding.fail(GUARD, e, Remedy.only("every start of an ordinary user fails", REPAIR)));
      return;
    }
    findings.accept(
        Finding.ok(GUARD, GuardedHost.FILE + " guards this host, by " + host.grantProgram()));
    GuardedFiles.allFiles("files").forEach(findings);
    findings.accept(program(host.grantProgram()));
    findings.accept(roles());
    new AccountsCheck(host).findings().forEach(findings);
    new RulesCheck(host.grantProgram()).findings().forEach(findings);
    new TableCheck(host).findings().forEach(findings);
    findings.accept(unit());
  }

  /** Checks that only root can replace asrole-grant, which has the role of the instance. */
  private static Finding program(Path grant) {
    String step = "program";
    Path real;
    try {
      real = grant.toRealPath();
    } catch (IOException e) {
      return Finding.fail(
          step,
          grant + " does not exist",
          new Remedy(
              "sudo cannot run it",
              "install asrole's package, or correct grant= in " + GuardedHost.FILE));
    }
    List<Path> paths = new ArrayList<>(List.of(grant, real));
    Path home = Path.of(real.toString(), "..", "..").normalize();
    for (String file : PROGRAM_FILES) {
      if (Files.exists(home.resolve(file))) {
        paths.add(home.resolve(file));
      }
    }
    for (Path path : paths) {
      for (Path part = path; part != null; part = part.getParent()) {
        if (!isSafe(part)) {
          return Finding.fail(
              step,
              part + " is not root's, or other users can write it",
              new Remedy(
                  "another user could replace asrole-grant",
                  "chown root " + part + " && chmod go-w " + part));
        }
      }
    }
    return Files.isExecutable(real)
        ? Finding.ok(step, grant + (real.equals(grant) ? "" : " -> " + real))
        : Finding.fail(
            step,
            real + " is not executable",
            new Remedy("sudo cannot run it", "chmod +x " + real));
  }

  private static boolean isSafe(Path path) {
    try {
      Map<String, Object> found = Files.readAttributes(path, "unix:uid,mode");
      int mode = found.get("mode") instanceof Integer bits ? bits : -1;
      return found.get("uid") instanceof Integer uid
          && uid == 0
          && ((mode & WRITABLE_BY_OTHERS) == 0 || (mode & STICKY) != 0);
    } catch (IOException e) {
      return false;
    }
  }

  /** Reads the profiles of the administrator's descriptions of roles. */
  private static Finding roles() {
    String step = "config";
    String file = GuardedHost.ROLES.toString();
    if (!Files.exists(GuardedHost.ROLES)) {
      return Finding.ok(step, "there is no " + file + ", so a role has only its name");
    }
    try {
      Profiles profiles =
          Profiles.load(
              Map.of("AWS_CONFIG_FILE", file, "AWS_SHARED_CREDENTIALS_FILE", "/dev/null"));
      Optional<AsroleException> unreadable = profiles.unreadable();
      if (unreadable.isPresent()) {
        throw unreadable.get();
      }
      List<String> described = profiles.namesWithRole();
      return Finding.ok(
          step,
          file
              + (described.isEmpty()
                  ? " describes no role"
                  : " describes " + String.join(" ", described)));
    } catch (AsroleException e) {
      return Finding.fail(
          step, e, Remedy.only("asrole-grant refuses every role", "${EDITOR:-vi} " + file));
    }
  }

  private static Finding unit() {
    String step = "unit";
    if (!Files.exists(Path.of("/run/systemd/system"))) {
      return Finding.warn(
          step,
          "systemd does not run here, so nothing loads the table of nftables at boot",
          new Remedy(
              "instance metadata is open after the next boot", "nft -f " + GuardedFiles.TABLE));
    }
    for (String name : List.of(UNIT, CHECK, TIMER)) {
      // The unit of the check is active only while it runs.
      List<String> questions =
          name.equals(CHECK) ? List.of("is-enabled") : List.of("is-enabled", "is-active");
      for (String question : questions) {
        String answer =
            SystemProgram.run("systemctl", question, name)
                .map(SystemProgram.Result::firstLine)
                .orElse("unknown");
        if (!answer.equals("enabled") && !answer.equals("active")) {
          return Finding.fail(
              step,
              name + " is " + answer,
              new Remedy(
                  "a boot or a reload of the firewall opens instance metadata",
                  "systemctl enable " + CHECK + "; systemctl enable --now " + UNIT + " " + TIMER));
        }
      }
    }
    return Finding.ok(step, UNIT + " and " + TIMER + " are enabled and active");
  }
}
