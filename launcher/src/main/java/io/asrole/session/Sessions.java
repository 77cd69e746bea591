// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.session;

import io.asrole.AsroleException;
import io.asrole.posix.FileErrors;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Lists and removes the sessions in the store. */
public final class Sessions {
  private final Path path;
  private final StoreFolder folder;

  private Sessions(Path path, StoreFolder folder) {
    this.path = path;
    this.folder = folder;
  }

  /** Whether the store exists; throws if that cannot be read. Creates nothing. */
  public static boolean exist(Path path) throws AsroleException {
    try {
      Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
      return true;
    } catch (NoSuchFileException e) {
      return false;
    } catch (IOException e) {
      throw cannot("read", path, e);
    }
  }

  /** Opens the store in that folder. */
  public static Sessions open(Path path) throws AsroleException {
    try {
      return new Sessions(path, StoreFolder.open(path));
    } catch (IOException e) {
      throw cannot("read", path, e);
    }
  }

  /** All sessions, sorted by role and region. */
  public List<Session> list() throws AsroleException {
    List<Session> sessions = new ArrayList<>();
    for (String name : names()) {
      read(name).ifPresent(sessions::add);
    }
    sessions.sort(
        Comparator.comparing((Session session) -> session.role().value())
            .thenComparing(Session::region)
            .thenComparing(Session::expiration));
    return sessions;
  }

  /**
   * Removes the matching sessions and their remembered failures; returns the number of sessions.
   */
  public int forget(Predicate<Session> which) throws AsroleException {
    int forgotten = 0;
    for (String name : names()) {
      if (read(name).filter(which).isPresent()) {
        delete(name);
        delete(StoreFile.FAILURE.beside(name, StoreFile.SESSION));
        forgotten++;
      }
    }
    // After the sessions: a start that writes a warm file later finds its session gone.
    for (String name : names()) {
      if (StoreFile.WARM.isKindOf(name) || StoreFile.REFUSED.isKindOf(name)) {
        delete(name); // of all roles: one session may serve several role names
      }
    }
    return forgotten;
  }

  /**
   * Removes all files of asrole in the store, garbled ones too, except lock files that a process
   * holds; returns the number of sessions.
   */
  public int forgetAll() throws AsroleException {
    int forgotten = 0;
    for (String name : names()) {
      if (StoreFile.SESSION.isKindOf(name)) {
        delete(name);
        forgotten++;
      }
    }
    for (String name : names()) {
      if (StoreFile.kindOf(name).filter(kind -> mayGo(kind, name)).isPresent()) {
        delete(name);
      }
    }
    return forgotten;
  }

  /** A lock file that is in use stays. */
  private boolean mayGo(StoreFile kind, String name) {
    return kind != StoreFile.LOCK || !StoreHealth.isHeld(folder, name);
  }

  private Optional<Session> read(String name) {
    return StoreFile.SESSION.isKindOf(name)
        ? folder.read(name).flatMap(SessionFile::read)
        : Optional.empty();
  }

  private List<String> names() throws AsroleException {
    try {
      return folder.names();
    } catch (IOException e) {
      throw cannot("read", path, e);
    }
  }

  private void delete(String name) throws AsroleException {
    try {
      folder.delete(name);
    } catch (IOException e) {
      throw cannot("remove " + name + " from", path, e);
    }
  }

  private static AsroleException cannot(String what, Path path, IOException e) {
    return AsroleException.unavailable(
        "cannot " + what + " the session store " + path + ": " + reason(path, e));
  }

  /** The reason without the file if that is the store, which the sentence names already. */
  private static String reason(Path path, IOException e) {
    return e instanceof FileSystemException failed && path.toString().equals(failed.getFile())
        ? FileErrors.reason(e)
        : StoreFolder.reason(e);
  }
}
