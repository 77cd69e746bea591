// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.grant;

import io.asrole.AsroleException;
import io.asrole.posix.FileErrors;
import io.asrole.posix.ProcessStatus;
import io.asrole.session.Session;
import io.asrole.start.AuditRecord;
import io.asrole.start.Starter;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;

/** The log of asrole-grant: one line for each time that a caller gets credentials. */
final class GrantLog {
  private static final Path FILE = Path.of("/var/log/asrole/grants.log");

  private GrantLog() {}

  /**
   * Appends the line. One write appends it as a whole, so callers need no lock.
   *
   * @throws AsroleException if the line is not in the file; then no credentials may leave
   */
  static void append(Instant now, Caller caller, Session session) throws AsroleException {
    try {
      append(FILE, line(now, caller, session));
    } catch (IOException e) {
      throw AsroleException.unavailable(
          "cannot write " + FILE + ", so no credentials leave: " + FileErrors.reason(e));
    }
  }

  private static void append(Path log, String record) throws IOException {
    // Opening a FIFO would wait for a reader, and a device such as /dev/null keeps nothing.
    boolean exists = Files.exists(log, LinkOption.NOFOLLOW_LINKS);
    if (exists && !Files.isRegularFile(log, LinkOption.NOFOLLOW_LINKS)) {
      throw new IOException("not a regular file");
    }
    // A full disk may have cut the last line; another user's line must not continue it.
    String begin = exists && isCut(log) ? "\n" : "";
    byte[] line = (begin + record + "\n").getBytes(StandardCharsets.UTF_8);
    // A write beyond the limit, which the caller may have set, would cut the line.
    if (exists && Files.size(log) + line.length > ProcessStatus.largestFile()) {
      throw new IOException("larger than ulimit -f allows");
    }
    try (FileChannel file =
        FileChannel.open(
            log,
            StandardOpenOption.CREATE,
            StandardOpenOption.WRITE,
            StandardOpenOption.APPEND,
            LinkOption.NOFOLLOW_LINKS)) {
      if (file.write(ByteBuffer.wrap(line)) != line.length) {
        throw new IOException("the line was cut");
      }
    }
  }

  /** Whether the file ends in the middle of a line. */
  private static boolean isCut(Path log) throws IOException {
    try (FileChannel file = FileChannel.open(log, StandardOpenOption.READ)) {
      ByteBuffer last = ByteBuffer.allocate(1);
      return file.size() > 0 && file.read(last, file.size() - 1) == 1 && last.get(0) != '\n';
    }
  }

  private static String line(Instant now, Caller caller, Session session) {
    String arn = session.assumedRoleArn();
    return new AuditRecord(
            now,
            new Starter(
                String.valueOf(caller.uid()),
                caller.name(),
                caller.loginUid(),
                caller.terminal(),
                ProcessHandle.current().pid(),
                "grant",
                null),
            session.role().value(),
            arn.substring(arn.lastIndexOf('/') + 1),
            null,
            session.credentials().accessKeyId(),
            session.expiration(),
            "",
            List.of())
        .line();
  }
}
