// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.session;

import io.asrole.AsroleException;
import io.asrole.text.Progress;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The log of the role sessions issued to this user on this host: one line each, in two files of
 * bounded size.
 */
public final class History {
  static final String NEWER = "history";
  static final String OLDER = "history.1";

  /** The size of one of the two files, about 600 lines. */
  static final long LARGEST_FILE = 256 << 10;

  private static final String LOCK = NEWER + ".lock";
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(1);

  private final StoreFolder folder;

  private History(StoreFolder folder) {
    this.folder = folder;
  }

  /** Opens the history in that folder. */
  public static History open(Path path) throws AsroleException {
    try {
      return new History(StoreFolder.open(path));
    } catch (IOException e) {
      throw AsroleException.unavailable(
          "cannot read the session store " + path + ": " + StoreFolder.reason(e));
    }
  }

  /** Adds a line; if that fails, the line is lost and the command still starts. */
  public static void add(Path path, String line, Progress progress) {
    try {
      StoreFolder folder = StoreFolder.open(path);
      Optional<StoreLock> lock =
          StoreLock.acquire(folder.ownFile(LOCK), LONGEST_WAIT, progress, History::doNothing);
      if (lock.isEmpty()) {
        LineFile.append(folder.ownFile(NEWER), line);
        return;
      }
      try {
        LineFile.rotate(folder.ownFile(NEWER), LARGEST_FILE, folder.ownFile(OLDER));
        LineFile.append(folder.ownFile(NEWER), line);
      } finally {
        lock.get().close();
      }
    } catch (IOException e) {
      progress.step("history: " + StoreFolder.reason(e));
    } catch (AsroleException e) {
      progress.step("history: " + e.sentence());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** All lines, the oldest first; the caller must skip invalid ones. */
  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    for (String name : List.of(OLDER, NEWER)) {
      folder
          .read(name)
          .ifPresent(
              bytes -> new String(bytes, StandardCharsets.UTF_8).lines().forEach(lines::add));
    }
    return lines;
  }

  private static void doNothing() {}
}
