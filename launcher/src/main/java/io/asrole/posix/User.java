// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.posix;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * The user this process runs as.
 *
 * @see <a href="https://man7.org/linux/man-pages/man7/credentials.7.html">credentials(7)</a>
 */
public final class User {
  /** Read as ISO 8859-1, because the names of people in it may be in any character set. */
  private static final Path PASSWD = Path.of("/etc/passwd");

  private User() {}

  /** The user id. */
  public static int uid() throws IOException {
    Path self = Path.of("/proc/self");
    // Without /proc (macOS) the owner of the home folder is the best guess.
    Path witness = Files.exists(self) ? self : Path.of(System.getProperty("user.home"));
    Map<String, Object> found = Files.readAttributes(witness, "unix:uid");
    if (found.get("uid") instanceof Integer uid) {
      return uid;
    }
    throw new IOException("the system reports no user id");
  }

  /**
   * This user's login shell in passwd(5); empty if the user has no entry there.
   *
   * @see <a href="https://man7.org/linux/man-pages/man5/passwd.5.html">passwd(5)</a>
   */
  public static Optional<String> shell() {
    try {
      String uid = String.valueOf(uid());
      for (String line : Files.readAllLines(PASSWD, StandardCharsets.ISO_8859_1)) {
        String[] fields = line.split(":", -1);
        if (fields.length == 7 && fields[2].equals(uid) && !fields[6].isEmpty()) {
          return Optional.of(fields[6]);
        }
      }
    } catch (IOException e) {
      // the same as a file without an entry for this user
    }
    return Optional.empty();
  }

  /** The user's name; {@code uid1000} for a user id without a name, as often in containers. */
  public static String name() {
    String name = System.getProperty("user.name", "?");
    if (!name.equals("?")) {
      return name;
    }
    try {
      return "uid" + uid();
    } catch (IOException e) {
      return "unknown";
    }
  }
}
