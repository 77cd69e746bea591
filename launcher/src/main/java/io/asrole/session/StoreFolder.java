// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.session;

import io.asrole.AsroleException;
import io.asrole.posix.FileErrors;
import io.asrole.posix.ForeignHome;
import io.asrole.posix.User;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The folder of the store. The user owns it, its mode is 0700, and the mode of its files is 0600;
 * asrole reads and writes no other files in it.
 *
 * @see <a href="https://specifications.freedesktop.org/basedir-spec/latest/">XDG base
 *     directories</a>
 */
public final class StoreFolder {
  private static final int LARGEST_FILE = 1 << 20;
  private static final FileAttribute<Set<PosixFilePermission>> OWNER_ONLY_FOLDER =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
  static final FileAttribute<Set<PosixFilePermission>> OWNER_ONLY_FILE =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

  private static final FileAttribute<Set<PosixFilePermission>> READ_ONLY_FILE =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("r--------"));

  private final Path path;
  private final int uid;

  private StoreFolder(Path path, int uid) {
    this.path = path;
    this.uid = uid;
  }

  /** The path of the folder. */
  Path path() {
    return path;
  }

  /**
   * Whether root runs with the home of another user. That user could not read files that root
   * creates there, so asrole uses no store there, not even an existing one.
   */
  public static boolean isInForeignHome(Path path) {
    try {
      return ForeignHome.owner(path, User.uid()).isPresent();
    } catch (IOException e) {
      return false; // opening the folder reports the reason
    }
  }

  /** Opens the folder of the session store, and creates it if needed. */
  static StoreFolder open(Path path) throws AsroleException, IOException {
    return open(path, UserFolder.SESSION_STORE);
  }

  /** Opens the folder, and creates it if needed; throws if another user could have created it. */
  static StoreFolder open(Path path, UserFolder kind) throws AsroleException, IOException {
    if (!path.isAbsolute()) { // Java reports "?" for a user without a home
      throw new IOException("neither HOME nor " + kind.variable() + " is an absolute path");
    }
    int uid = User.uid();
    OptionalInt foreign = ForeignHome.owner(path, uid);
    if (foreign.isPresent()) {
      throw StoreFailure.inForeignHome(kind, path, foreign.getAsInt());
    }
    if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
      Files.createDirectories(path.toAbsolutePath().getParent(), OWNER_ONLY_FOLDER);
      try {
        Files.createDirectory(path, OWNER_ONLY_FOLDER);
      } catch (FileAlreadyExistsException e) {
        // another start created it
      }
    }
    FileFacts found = FileFacts.read(path);
    if (found.isSymbolicLink()) {
      throw StoreFailure.noFolder(kind, path, "a symbolic link");
    }
    if (!found.isDirectory()) {
      throw StoreFailure.noFolder(kind, path, "not a folder");
    }
    if (found.uid() != uid) {
      throw StoreFailure.wrongOwner(kind, path, found.uid(), uid);
    }
    if (found.permissions() != 0700) {
      throw StoreFailure.openToOthers(kind, path, found.permissions());
    }
    try {
      found.markMode(path);
    } catch (IOException e) {
      // on a read-only disk the script makes no warm starts
    }
    return new StoreFolder(path, uid);
  }

  /** Reads a file that the user owns with mode 0600; any other file counts as missing. */
  public Optional<byte[]> read(String name) {
    Path file = path.resolve(name);
    try {
      FileFacts found = FileFacts.read(file);
      if (!found.isPrivateFileOf(uid) || found.size() > LARGEST_FILE) {
        return Optional.empty();
      }
      try (SeekableByteChannel channel =
          Files.newByteChannel(file, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS)) {
        ByteBuffer bytes = ByteBuffer.allocate((int) channel.size());
        while (bytes.hasRemaining() && channel.read(bytes) >= 0) {
          // until the file or the buffer ends
        }
        byte[] read = new byte[bytes.flip().remaining()];
        bytes.get(read);
        return Optional.of(read);
      }
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** Replaces the file atomically; if that fails, the old file stays. */
  public void write(String name, byte[] bytes) throws IOException {
    write(name, bytes, null);
  }

  /** Replaces the file atomically by one with mode 0400. */
  void writeReadOnly(String name, byte[] bytes) throws IOException {
    write(name, bytes, null, READ_ONLY_FILE);
  }

  /** Replaces the file atomically; a modification time marks it as a file for the script. */
  public void write(String name, byte[] bytes, @Nullable Instant modified) throws IOException {
    write(name, bytes, modified, OWNER_ONLY_FILE);
  }

  private void write(
      String name,
      byte[] bytes,
      @Nullable Instant modified,
      FileAttribute<Set<PosixFilePermission>> permissions)
      throws IOException {
    Path temporary = path.resolve("." + name + "." + ProcessHandle.current().pid() + ".tmp");
    Files.deleteIfExists(temporary); // left by a killed process with our process id
    try {
      try (SeekableByteChannel channel =
          Files.newByteChannel(
              temporary,
              Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
              permissions)) {
        ByteBuffer rest = ByteBuffer.wrap(bytes);
        while (rest.hasRemaining()) {
          channel.write(rest);
        }
        if (channel instanceof FileChannel file) {
          file.force(true);
        }
      }
      if (modified != null) {
        FileFacts.read(temporary).markMode(temporary);
        Files.setLastModifiedTime(temporary, FileTime.from(modified));
      }
      Files.move(
          temporary,
          path.resolve(name),
          StandardCopyOption.ATOMIC_MOVE,
          StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      Files.deleteIfExists(temporary);
      throw e;
    }
  }

  /**
   * The path of a file that the user owns, or that does not exist yet. Throws for anything else,
   * such as a FIFO, a folder, a device or a link, which must be neither opened nor followed.
   */
  Path ownFile(String name) throws IOException {
    Path file = path.resolve(name);
    if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)
        && !FileFacts.read(file).isPrivateFileOf(uid)) {
      throw new FileSystemException(file.toString(), null, "not a file of this user's own");
    }
    return file;
  }

  /** Creates the file; false if it already exists. */
  boolean claim(String name) throws IOException {
    try {
      Files.createFile(path.resolve(name), OWNER_ONLY_FILE);
      return true;
    } catch (FileAlreadyExistsException e) {
      return false;
    }
  }

  public void delete(String name) throws IOException {
    Files.deleteIfExists(path.resolve(name));
  }

  /** The modification time in milliseconds since 1970; empty if the file does not exist. */
  Optional<Long> modified(String name) {
    try {
      return Optional.of(
          Files.getLastModifiedTime(path.resolve(name), LinkOption.NOFOLLOW_LINKS).toMillis());
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  List<String> names() throws IOException {
    List<String> names = new ArrayList<>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(path)) {
      for (Path entry : entries) {
        names.add(String.valueOf(entry.getFileName()));
      }
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
    return names;
  }

  /** The system's error text, with the file if the exception names one. */
  public static String reason(IOException e) {
    return e instanceof FileSystemException failed
        ? failed.getFile() + ": " + FileErrors.reason(e)
        : FileErrors.reason(e);
  }
}
