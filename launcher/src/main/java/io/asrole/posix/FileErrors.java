// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.posix;

import io.asrole.AsroleException;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;

/** Maps IOExceptions to the system's error texts, and user-supplied names to paths. */
public final class FileErrors {
  private FileErrors() {}

  /**
   * The reason without the file, such as {@code Permission denied}. The exceptions of a type of
   * their own have no reason, and their message is the file.
   */
  public static String reason(IOException e) {
    if (e instanceof NoSuchFileException) {
      return "No such file or directory";
    }
    if (e instanceof AccessDeniedException) {
      return "Permission denied";
    }
    if (e instanceof DirectoryNotEmptyException) {
      return "Directory not empty";
    }
    if (e instanceof FileAlreadyExistsException) {
      return "File exists";
    }
    if (e instanceof NotDirectoryException) {
      return "Not a directory";
    }
    if (e instanceof CharacterCodingException) {
      return "it is not UTF-8 text";
    }
    if (e instanceof FileSystemException failed && failed.getReason() != null) {
      return failed.getReason();
    }
    return String.valueOf(e.getMessage());
  }

  /** The path with this name; {@code what} is the option or variable with the name. */
  public static Path parsePath(String what, String name) throws AsroleException {
    try {
      return Path.of(name);
    } catch (InvalidPathException e) {
      throw AsroleException.refused(
          what
              + " is '"
              + name
              + "', which Java cannot open in this locale; set LC_ALL=C.UTF-8 for asrole");
    }
  }
}
