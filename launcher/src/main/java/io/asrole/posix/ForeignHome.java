// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.posix;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalInt;

/**
 * Finds out whether root runs with the home of another user, as after {@code sudo -E}. Files that
 * root created there would lock that user out of the user's own store.
 */
public final class ForeignHome {
  private static final int ROOT = 0;

  /** {@code ~/.cache} and {@code ~}, or {@code $XDG_CACHE_HOME} and its parent. */
  private static final int FOLDERS_ABOVE = 2;

  private ForeignHome() {}

  /**
   * The uid of another user who owns one of the parent folders. Empty if all of them belong to
   * root, if this user is not root, and if the owner cannot be read. If the parent folders do not
   * exist yet, the nearest existing one decides.
   */
  public static OptionalInt owner(Path folder, int uid) {
    if (uid != ROOT) {
      return OptionalInt.empty();
    }
    boolean found = false;
    Path up = folder.getParent();
    for (int above = 1; up != null && (above <= FOLDERS_ABOVE || !found); above++) {
      try {
        if (Files.getAttribute(up, "unix:uid") instanceof Integer owner) {
          found = true;
          if (owner != ROOT) {
            return OptionalInt.of(owner);
          }
        }
      } catch (IOException e) {
        // it does not exist, or its attributes cannot be read
      }
      up = up.getParent();
    }
    return OptionalInt.empty();
  }
}
