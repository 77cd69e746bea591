// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.posix;

import io.asrole.text.EnvironmentVariables;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;

/**
 * Chooses the folder into which JNA unpacks its native library. By default JNA creates {@code
 * JNA/temp} in {@code $XDG_CACHE_HOME} or {@code ~/.cache}, and fails if that is impossible.
 *
 * @see <a
 *     href="https://java-native-access.github.io/jna/5.17.0/javadoc/com/sun/jna/Native.html">JNA:
 *     jna.tmpdir</a>
 */
public final class NativeLibrary {
  private static final String FOLDER = "jna.tmpdir";

  private NativeLibrary() {}

  /** Chooses Java's temporary folder if JNA's default is read-only or belongs to another user. */
  public static void chooseFolder(Map<String, String> environment) {
    String home = System.getProperty("user.home");
    String cache =
        EnvironmentVariables.firstOf(environment, "XDG_CACHE_HOME").orElse(home + "/.cache");
    if (System.getProperty(FOLDER) == null && !isUsable(cache)) {
      System.setProperty(FOLDER, System.getProperty("java.io.tmpdir"));
    }
  }

  private static boolean isUsable(String cache) {
    try {
      Path folder = Path.of(cache).toAbsolutePath().resolve("JNA/temp");
      Path existing = folder;
      while (existing != null && !Files.exists(existing)) {
        existing = existing.getParent();
      }
      return existing != null
          && Files.isDirectory(existing)
          && Files.isWritable(existing)
          && ForeignHome.owner(Path.of(cache).toAbsolutePath().resolve("JNA"), User.uid())
              .isEmpty();
    } catch (IOException | InvalidPathException e) {
      return false;
    }
  }
}
