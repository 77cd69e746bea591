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
 * What a file is, without following a link: its kind, its owner, its permissions and its size.
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
  /** Without setgid, which folders inherit and chmod 700 keeps, and without the sticky bit. */
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

  /** Whether it is a file that only this user may read and write. */
  boolean isPrivateFileOf(int user) {
    return isRegularFile && uid == user && (mode & OTHERS_BITS) == 0;
  }

  /** What owner, group and others may do. */
  int permissions() {
    return mode & PERMISSION_BITS;
  }

  /**
   * Sets the sticky bit, by which the script knows a mode that we set: it is the one bit of a mode
   * that a shell sees and that says nothing here, and chmod with a number, cp and tar take it away.
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
