// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.cli;

import io.asrole.session.Session;
import io.asrole.session.Session.Life;
import io.asrole.session.Sessions;
import io.asrole.session.StoreFolder;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code asrole status}: the role sessions in the store. */
@Command(
    name = "status",
    description = "List the role sessions that starts of commands share.",
    customSynopsis = "asrole status")
final class StatusCommand implements Callable<Integer> {
  private final Invocation invocation;

  @Mixin DebugOption debug = new DebugOption();

  StatusCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  @Override
  public Integer call() throws Exception {
    Path path = StoreFolder.location(invocation.environment(), invocation.userHome());
    List<Session> sessions =
        Files.exists(path, LinkOption.NOFOLLOW_LINKS) ? Sessions.in(path).list() : List.of();
    if (sessions.isEmpty()) {
      invocation.err().print("asrole: no role sessions in " + path + "\n");
      return 0;
    }
    Instant now = invocation.clock().instant();
    for (Session session : sessions) {
      invocation
          .out()
          .printf(
              "%s  %s  %s  %s  %s%n",
              session.role(),
              session.region(),
              session.credentials().accessKeyId(),
              session.expiration(),
              left(session, now));
    }
    return 0;
  }

  private static String left(Session session, Instant now) {
    Life life = session.at(now);
    Duration left = Duration.between(now, session.expiration());
    String minutes =
        left.toMinutes() > 0 ? left.toMinutes() + " min left" : left.toSeconds() + " s left";
    return life == Life.EXPIRED ? "expired" : minutes + ", " + life.name().toLowerCase(Locale.ROOT);
  }
}
