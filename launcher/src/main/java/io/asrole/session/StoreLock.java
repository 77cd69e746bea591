// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.session;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A kernel lock on a sentinel file: it ends with its holder, however that ends.
 *
 * @see <a href="https://man7.org/linux/man-pages/man2/fcntl_locking.2.html">fcntl_locking(2)</a>
 */
final class StoreLock implements AutoCloseable {
  private final FileChannel channel;

  private StoreLock(FileChannel channel) {
    this.channel = channel;
  }

  /** Waits for the lock, at most so long; empty when it could not be had. */
  static Optional<StoreLock> acquire(Path sentinel, Duration most)
      throws IOException, InterruptedException {
    FileChannel channel =
        FileChannel.open(
            sentinel,
            Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS),
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    if (channel.tryLock() != null) {
      return Optional.of(new StoreLock(channel));
    }
    // A blocking wait in the kernel wakes one waiter at a time; polling would starve the holder.
    FutureTask<StoreLock> waiting =
        new FutureTask<>(
            () -> {
              channel.lock();
              return new StoreLock(channel);
            });
    Thread waiter = new Thread(waiting, "store-lock");
    waiter.setDaemon(true);
    waiter.start();
    try {
      return Optional.of(waiting.get(most.toMillis(), TimeUnit.MILLISECONDS));
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
