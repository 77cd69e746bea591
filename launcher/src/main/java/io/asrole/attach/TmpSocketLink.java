// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.attach;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A symbolic link in /tmp to the attach socket of a JVM that has its own /tmp (PrivateTmp of a
 * systemd service). The attach API of JDK 17 looks for the socket in our own /tmp, unless the JVM
 * also has its own process ids.
 *
 * @see <a
 *     href="https://www.freedesktop.org/software/systemd/man/latest/systemd.exec.html#PrivateTmp=">PrivateTmp</a>
 */
final class TmpSocketLink {
  private final @Nullable Path link;

  private TmpSocketLink(@Nullable Path link) {
    this.link = link;
  }

  /** Creates the link if it is needed; the JVM creates the socket later, when it gets SIGQUIT. */
  static TmpSocketLink create(JavaProcess process) throws IOException {
    String name = ".java_pid" + process.pid();
    Path own = Path.of("/tmp", name);
    if (process.seesOurFiles()
        || process.hasOtherPids()
        || Files.exists(own, LinkOption.NOFOLLOW_LINKS)) {
      return new TmpSocketLink(null);
    }
    Path link = Files.createSymbolicLink(own, process.seen(own));
    link.toFile().deleteOnExit(); // the caller may stop waiting before close
    return new TmpSocketLink(link);
  }

  void close() throws IOException {
    if (link != null) {
      Files.deleteIfExists(link);
    }
  }
}
