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

/** Appends lines to a file of the store; the caller has checked that the user owns the file. */
final class LineFile {
  private static final Set<OpenOption> APPENDING =
      Set.of(StandardOpenOption.CREATE, StandardOpenOption.APPEND, LinkOption.NOFOLLOW_LINKS);

  private LineFile() {}

  /**
   * Adds a line with one write; begins with a line feed if a killed writer left an incomplete line.
   */
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

  /**
   * Renames the file to {@code older}, which is replaced, if it is larger than {@code most} bytes.
   */
  static void rotate(Path file, long most, Path older) throws IOException {
    if (Files.exists(file, LinkOption.NOFOLLOW_LINKS) && Files.size(file) > most) {
      Files.move(file, older, StandardCopyOption.REPLACE_EXISTING);
    }
  }
}
