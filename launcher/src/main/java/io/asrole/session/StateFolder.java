// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.session;

import io.asrole.AsroleException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;

/**
 * The folder with the files that {@code asrole --refresh} generates for its command. The files have
 * mode 0400 and never change. asrole removes a file that was not in use for 30 days.
 */
public final class StateFolder {
  private static final Duration KEPT = Duration.ofDays(30);

  private final StoreFolder folder;

  private StateFolder(StoreFolder folder) {
    this.folder = folder;
  }

  /** Opens the folder, and creates it if needed. */
  public static StateFolder open(Path path) throws AsroleException {
    try {
      return new StateFolder(StoreFolder.open(path, UserFolder.STATE));
    } catch (IOException e) {
      throw cannotWrite(path, e);
    }
  }

  /** Whether a file of this folder has exactly this content, and only its owner can read it. */
  public boolean has(Path file, byte[] content) {
    return folder.read(name(file)).filter(bytes -> Arrays.equals(bytes, content)).isPresent();
  }

  /** Creates a file that nobody may write; replaces a file of the same name. */
  public void keep(Path file, byte[] content) throws AsroleException {
    try {
      folder.writeReadOnly(name(file), content);
    } catch (IOException e) {
      throw cannotWrite(folder.path(), e);
    }
  }

  /** Records that a file is in use, so that it is kept for 30 days from now. */
  public static void touch(Path file, Instant now) throws IOException {
    // The kernel's clock for files lags, and the script rejects a file that is newer than
    // ROLE.made.
    Files.setLastModifiedTime(file, FileTime.from(now.minusSeconds(1)));
  }

  /** Removes the files that were not in use for 30 days. */
  public void sweep(Instant now) {
    try {
      for (String name : folder.names()) {
        if (folder
            .modified(name)
            .filter(time -> Instant.ofEpochMilli(time).plus(KEPT).isBefore(now))
            .isPresent()) {
          folder.delete(name);
        }
      }
    } catch (IOException e) {
      // the next sweep tries again
    }
  }

  private static String name(Path file) {
    return String.valueOf(file.getFileName());
  }

  private static AsroleException cannotWrite(Path path, IOException e) {
    return AsroleException.refused(
        "--refresh needs a file in "
            + path
            + ", which cannot be written: "
            + StoreFolder.reason(e)
            + "; set XDG_STATE_HOME");
  }
}
