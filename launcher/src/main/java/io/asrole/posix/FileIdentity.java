// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.posix;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * The identity of a file's content: device, inode, size, modification time, change time and path,
 * as {@code stat -L -c %d:%i:%s:%Y:%Z:%n} prints them. If they are equal, the file is unchanged.
 *
 * @see <a href="https://man7.org/linux/man-pages/man7/inode.7.html">inode(7)</a>
 */
public final class FileIdentity {
  /** Times are compared in seconds, and the clock of a file server may differ a little. */
  private static final Duration GRANULARITY = Duration.ofSeconds(2);

  private FileIdentity() {}

  /**
   * Reads the identity of a file before the file itself is read.
   *
   * @return for example {@code 2049:131:80:1790000000:1790000000:/home/me/.aws/config}; empty for a
   *     file that is not a regular file, and for one that changed so shortly before {@code now}
   *     that another change could have the same times
   * @throws IOException if the file does not exist or its attributes cannot be read
   */
  public static Optional<String> read(Path file, Instant now) throws IOException {
    Map<String, Object> found =
        Files.readAttributes(file, "unix:dev,ino,size,lastModifiedTime,ctime,isRegularFile");
    boolean regular = Boolean.TRUE.equals(found.get("isRegularFile"));
    Instant changed = instant(found, "ctime");
    if (!regular || changed.plus(GRANULARITY).isAfter(now)) {
      return Optional.empty();
    }
    return Optional.of(
        found.get("dev")
            + ":"
            + found.get("ino")
            + ":"
            + found.get("size")
            + ":"
            + instant(found, "lastModifiedTime").getEpochSecond()
            + ":"
            + changed.getEpochSecond()
            + ":"
            + file);
  }

  private static Instant instant(Map<String, Object> found, String name) throws IOException {
    if (found.get(name) instanceof FileTime time) {
      return time.toInstant();
    }
    throw new IOException("the file system reports no " + name);
  }
}
