// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.session;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Set;

/** A file of the store that grows line by line; the caller has seen that it is the user's own. */
final class LineFile {
  private static final Set<OpenOption> APPENDING =
      Set.of(StandardOpenOption.CREATE, StandardOpenOption.APPEND, LinkOption.NOFOLLOW_LINKS);

  private LineFile() {}

  /** Adds a line by one write, on a line of its own also where a writer was killed before. */
  static void append(Path file, String line) throws IOException {
    boolean torn = false;
    if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
      long size = Files.size(file);
      torn = size > 0 && lastByte(file, size) != '\n';
    }
    try (SeekableByteChannel channel =
        Files.newByteChannel(file, APPENDING, StoreFolder.OWNER_ONLY_FILE)) {
      channel.write(
          ByteBuffer.wrap(((torn ? "\n" : "") + line + "\n").getBytes(StandardCharsets.UTF_8)));
    }
  }

  private static int lastByte(Path file, long size) throws IOException {
    try (SeekableByteChannel channel =
        Files.newByteChannel(file, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS)) {
      ByteBuffer last = ByteBuffer.allocate(1);
      return channel.position(size - 1).read(last) == 1 ? last.get(0) : '\n';
    }
  }

  /** Renames a file that has grown beyond that size, over what had the other name. */
  static void rotate(Path file, long most, Path older) throws IOException {
    if (Files.exists(file, LinkOption.NOFOLLOW_LINKS) && Files.size(file) > most) {
      Files.move(file, older, StandardCopyOption.REPLACE_EXISTING);
    }
  }
}
