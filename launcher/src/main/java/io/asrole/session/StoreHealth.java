// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.session;

import io.asrole.AsroleException;
import io.asrole.posix.FileErrors;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The state of the store, read without creating or changing files.
 *
 * @param present whether the folder exists
 * @param locks the number of locks that are held, by starts that call AWS
 * @param unusable why sessions are not cached, so that every start calls AWS; null if the store
 *     works
 */
public record StoreHealth(boolean present, int sessions, int locks, @Nullable String unusable) {
  private static final Set<String> KERNELS_OWN = Set.of("proc", "sysfs", "cgroup2", "devpts");

  /** Reads the state of the store in that folder; throws if a start would refuse the folder. */
  public static StoreHealth read(Path path) throws AsroleException {
    if (!path.isAbsolute()) {
      return broken(false, "neither HOME nor XDG_CACHE_HOME is an absolute path");
    }
    if (StoreFolder.isInForeignHome(path)) {
      return broken(false, "it is in another user's home, where root stores nothing: run sudo -H");
    }
    if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
      Path above = path.getParent();
      while (above != null && !Files.exists(above)) {
        above = above.getParent();
      }
      if (above != null && !Files.isDirectory(above)) {
        return broken(false, above + " is not a folder");
      }
      return above == null || !canHold(above)
          ? broken(false, above + " cannot be written to")
          : new StoreHealth(false, 0, 0, null);
    }
    try {
      StoreFolder folder = StoreFolder.open(path);
      if (isFull(path)) {
        return broken(true, "the disk is full");
      }
      List<String> names = folder.names();
      int locks = 0;
      for (String name : names) {
        locks += StoreFile.LOCK.isKindOf(name) && isHeld(folder, name) ? 1 : 0;
      }
      int sessions = (int) names.stream().filter(StoreFile.SESSION::isKindOf).count();
      return new StoreHealth(true, sessions, locks, null);
    } catch (IOException e) {
      return broken(true, FileErrors.reason(e));
    }
  }

  private static StoreHealth broken(boolean present, String why) {
    return new StoreHealth(present, 0, 0, why);
  }

  private static boolean isFull(Path path) {
    try {
      return Files.getFileStore(path).getUsableSpace() == 0;
    } catch (IOException e) {
      return false; // ProcSubset=pid hides the list of file systems
    }
  }

  /** Whether files can be created there; root seems to be able to write to /proc, too. */
  private static boolean canHold(Path folder) {
    try {
      return Files.isWritable(folder) && !KERNELS_OWN.contains(Files.getFileStore(folder).type());
    } catch (IOException e) {
      return Files.isWritable(folder); // ProcSubset=pid hides the list of file systems
    }
  }

  /**
   * Whether another process holds the lock of that file; false for a file that cannot be opened.
   */
  static boolean isHeld(StoreFolder folder, String name) {
    try (FileChannel channel =
        FileChannel.open(
            folder.ownFile(name),
            StandardOpenOption.READ,
            StandardOpenOption.WRITE,
            LinkOption.NOFOLLOW_LINKS)) {
      return channel.tryLock() == null;
    } catch (IOException e) {
      return false;
    }
  }
}
