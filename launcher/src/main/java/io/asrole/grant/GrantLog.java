// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.grant;

import io.asrole.AsroleException;
import io.asrole.posix.FileErrors;
import io.asrole.session.Session;
import io.asrole.start.AuditRecord;
import io.asrole.start.Starter;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
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
    byte[] line = (line(now, caller, session) + "\n").getBytes(StandardCharsets.UTF_8);
    try (FileChannel file =
        FileChannel.open(
            FILE,
            StandardOpenOption.CREATE,
            StandardOpenOption.WRITE,
            StandardOpenOption.APPEND,
            LinkOption.NOFOLLOW_LINKS)) {
      if (file.write(ByteBuffer.wrap(line)) != line.length) {
        throw new IOException("the line was cut");
      }
    } catch (IOException e) {
      throw AsroleException.unavailable(
          "cannot write " + FILE + ", so no credentials leave: " + FileErrors.reason(e));
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
