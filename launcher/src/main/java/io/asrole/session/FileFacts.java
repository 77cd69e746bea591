// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.session;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.util.Map;

/**
 * The kind, owner, mode and size of a file; a symbolic link is not followed.
 *
 * @see <a href="https://man7.org/linux/man-pages/man7/inode.7.html">inode(7)</a>
 */
record FileFacts(
    boolean isRegularFile,
    boolean isDirectory,
    boolean isSymbolicLink,
    int uid,
    int mode,
    long size) {
  /** Excludes setgid, which folders inherit and chmod 700 keeps, and the sticky bit. */
  private static final int PERMISSION_BITS = 0777;

  private static final int OTHERS_BITS = 077;
  private static final int STICKY_BIT = 01000;
  private static final int TYPE_BITS = 0170000;

  static FileFacts read(Path file) throws IOException {
    PosixFileAttributes found =
        Files.readAttributes(file, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    Map<String, Object> unix =
        Files.readAttributes(file, "unix:uid,mode", LinkOption.NOFOLLOW_LINKS);
    return new FileFacts(
        found.isRegularFile(),
        found.isDirectory(),
        found.isSymbolicLink(),
        number(unix, "uid"),
        number(unix, "mode") & ~TYPE_BITS,
        found.size());
  }

  /** Whether this is a regular file of that user which nobody else may read or write. */
  boolean isPrivateFileOf(int user) {
    return isRegularFile && uid == user && (mode & OTHERS_BITS) == 0;
  }

  /** The permissions of owner, group and others. */
  int permissions() {
    return mode & PERMISSION_BITS;
  }

  /**
   * Sets the sticky bit, which tells the script that asrole set this mode. A shell can test this
   * bit, it has no meaning for these files, and chmod with a number, cp and tar clear it.
   */
  void markMode(Path file) throws IOException {
    if ((mode & STICKY_BIT) == 0) {
      Files.setAttribute(file, "unix:mode", mode | STICKY_BIT, LinkOption.NOFOLLOW_LINKS);
    }
  }

  private static int number(Map<String, Object> attributes, String name) throws IOException {
    if (attributes.get(name) instanceof Integer number) {
      return number;
    }
    throw new IOException("the file system reports no " + name);
  }
}
