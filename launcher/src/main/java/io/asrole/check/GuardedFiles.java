// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.check;

import io.asrole.guard.GuardedHost;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The owners and modes that the files of a guarded host must have. */
final class GuardedFiles {
  static final Path SUDOERS = Path.of("/etc/sudoers.d/asrole");
  static final Path TABLE = Path.of("/etc/asrole/guard.nft");

  private static final String ROOT = "root";
  private static final String GRANT = "asrole";
  private static final int FOLDER = 040000;
  private static final int REGULAR = 0100000;
  private static final int TYPE = 0170000;

  /** Files that decide who has which role. Only root may change them. */
  private static final List<Rule> DECIDING =
      List.of(
          new Rule(Path.of("/etc/asrole"), ROOT, FOLDER | 0755, 022, 055),
          new Rule(GuardedHost.FILE, ROOT, REGULAR | 0644, 022, 044),
          new Rule(GuardedHost.ROLES, ROOT, REGULAR | 0644, 022, 0),
          new Rule(TABLE, ROOT, REGULAR | 0644, 022, 0),
          new Rule(SUDOERS, ROOT, REGULAR | 0440, 022, 0));

  /** Files of asrole-grant, which hold credentials and the log. */
  private static final List<Rule> OWN =
      List.of(
          new Rule(Path.of("/var/lib/asrole"), GRANT, FOLDER | 0700, 077, 0700),
          new Rule(Path.of("/var/cache/asrole"), GRANT, FOLDER | 0700, 077, 0700),
          new Rule(Path.of("/var/log/asrole"), GRANT, FOLDER | 0750, 027, 0700),
          new Rule(Path.of("/var/log/asrole/grants.log"), GRANT, REGULAR | 0640, 027, 0600));

  private GuardedFiles() {}

  /**
   * How one file must be.
   *
   * @param mode the type and mode that asrole setup --host gives it
   * @param forbidden permissions that it must not have
   * @param needed permissions that it must have
   */
  private record Rule(Path path, String owner, int mode, int forbidden, int needed) {
    private Optional<String> problem(boolean privileged) {
      try {
        Map<String, Object> found =
            Files.readAttributes(path, "unix:owner,mode", LinkOption.NOFOLLOW_LINKS);
        String actual = String.valueOf(found.get("owner"));
        int bits = found.get("mode") instanceof Integer mode ? mode : 0;
        boolean folder = (mode & TYPE) == FOLDER;
        if ((bits & TYPE) != (mode & TYPE)) {
          return Optional.of(path + " is not a " + (folder ? "folder" : "regular file"));
        }
        boolean right =
            actual.equals(owner) && (bits & forbidden) == 0 && (bits & needed) == needed;
        return right
            ? Optional.empty()
            : Optional.of(
                path
                    + " has the owner "
                    + actual
                    + " and mode "
                    + octal(bits)
                    + ", not "
                    + owner
                    + " and "
                    + octal(mode));
      } catch (NoSuchFileException e) {
        // The log is created by the first hand-out, the roles and the rules may be elsewhere.
        return privileged && (mode & TYPE) == FOLDER
            ? Optional.of(path + " does not exist")
            : Optional.empty();
      } catch (AccessDeniedException e) {
        return Optional.empty();
      } catch (IOException e) {
        return Optional.of("cannot read " + path + ": " + e.getMessage());
      }
    }

    private static String octal(int mode) {
      return String.format(Locale.ROOT, "%04o", mode & 07777);
    }

    private Remedy remedy() {
      boolean folder = (mode & TYPE) == FOLDER;
      return new Remedy(
          owner.equals(ROOT)
              ? "another user could change who has which role, or asrole cannot read the file"
              : "asrole-grant cannot write there, or another user can read it",
          "sudo "
              + (folder ? "mkdir -p " + path + " && sudo " : "")
              + ("chown " + owner + ": " + path + " && sudo chmod " + octal(mode) + " " + path));
    }
  }

  /** Problems that an ordinary user can see. */
  static List<Finding> decidingFiles(String step) {
    return DECIDING.stream()
        .flatMap(
            rule -> rule.problem(false).map(p -> Finding.warn(step, p, rule.remedy())).stream())
        .toList();
  }

  /** All problems, for root; one OK finding if there is none. */
  static List<Finding> allFiles(String step) {
    List<Finding> found =
        Stream.concat(DECIDING.stream(), OWN.stream())
            .flatMap(
                rule -> rule.problem(true).map(p -> Finding.fail(step, p, rule.remedy())).stream())
            .toList();
    return found.isEmpty()
        ? List.of(
            Finding.ok(
                step,
                "owners and modes in /etc/asrole, /var/lib/asrole, /var/cache/asrole and"
                    + " /var/log/asrole are right"))
        : found;
  }
}
