// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.attach;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A link to the socket of a JVM with a /tmp of its own (PrivateTmp of a systemd service): the
 * attach API of JDK 17 looks into the /tmp of whoever attaches, unless process ids differ, too.
 *
 * @see <a
 *     href="https://www.freedesktop.org/software/systemd/man/latest/systemd.exec.html#PrivateTmp=">PrivateTmp</a>
 */
final class TmpSocketLink {
  private final @Nullable Path link;

  private TmpSocketLink(@Nullable Path link) {
    this.link = link;
  }

  /** Opens it where it is needed; the socket comes later, when the JVM is asked to make one. */
  static TmpSocketLink create(JavaProcess process) throws IOException {
    String name = ".java_pid" + process.pid();
    Path own = Path.of("/tmp", name);
    if (process.seesOurFiles()
        || process.hasOtherPids()
        || Files.exists(own, LinkOption.NOFOLLOW_LINKS)) {
      return new TmpSocketLink(null);
    }
    Path link = Files.createSymbolicLink(own, process.seen(own));
    link.toFile().deleteOnExit(); // Who waits may be interrupted.
    return new TmpSocketLink(link);
  }

  void close() throws IOException {
    if (link != null) {
      Files.deleteIfExists(link);
    }
  }
}
