// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.session;

import io.asrole.text.BoundedTask;
import io.asrole.text.Progress;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeoutException;

/**
 * A kernel lock on a lock file. The kernel releases it when its process ends, even by SIGKILL.
 *
 * @see <a href="https://man7.org/linux/man-pages/man2/fcntl_locking.2.html">fcntl_locking(2)</a>
 */
final class StoreLock implements AutoCloseable {
  /** READ as well, because opening a FIFO only for writing would wait for a reader. */
  private static final Set<OpenOption> OPTIONS =
      Set.of(
          StandardOpenOption.CREATE,
          StandardOpenOption.READ,
          StandardOpenOption.WRITE,
          LinkOption.NOFOLLOW_LINKS);

  private static final FileAttribute<Set<PosixFilePermission>> OWNER_ONLY =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

  private final FileChannel channel;

  private StoreLock(FileChannel channel) {
    this.channel = channel;
  }

  /** Waits for the lock, no longer than {@code most}; empty if it was not released in that time. */
  static Optional<StoreLock> acquire(
      Path sentinel, Duration most, Progress progress, Runnable contended)
      throws IOException, InterruptedException {
    FileChannel channel = FileChannel.open(sentinel, OPTIONS, OWNER_ONLY);
    try {
      if (channel.tryLock() != null) {
        return Optional.of(new StoreLock(channel));
      }
    } catch (IOException e) {
      channel.close();
      throw e;
    }
    contended.run();
    // A blocking wait in the kernel wakes one waiter at a time; polling would starve the holder.
    FutureTask<StoreLock> waiting =
        BoundedTask.start(
            "store-lock",
            () -> {
              channel.lock();
              return new StoreLock(channel);
            });
    try {
      return Optional.of(progress.await(waiting, most));
    } catch (TimeoutException | ExecutionException e) {
      channel.close();
      return Optional.empty();
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
