// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.posix;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalInt;

/**
 * Whether root was given another user's home, as {@code sudo -E} does: files of root's there would
 * lock that user out of the own store.
 */
public final class ForeignHome {
  private static final int ROOT = 0;

  /** {@code ~/.cache} and {@code ~}, or {@code $XDG_CACHE_HOME} and what it stands in. */
  private static final int FOLDERS_ABOVE = 2;

  private ForeignHome() {}

  /**
   * The user that one of the folders above it belongs to; empty where they are root's, where this
   * user is not root, and where nothing can be told. Of folders that are not there yet the first
   * one above that exists decides.
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
        // not there, or not to be looked at
      }
      up = up.getParent();
    }
    return OptionalInt.empty();
  }
}
