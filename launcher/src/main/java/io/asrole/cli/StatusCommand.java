// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.cli;

import io.asrole.OneLine;
import io.asrole.audit.Issued;
import io.asrole.session.History;
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
import picocli.CommandLine.Option;

/** {@code asrole status}: the role sessions in the store. */
@Command(
    name = "status",
    description = "List the role sessions that starts of commands share.",
    customSynopsis = "asrole status [--history]")
final class StatusCommand implements Callable<Integer> {
  private final Invocation invocation;

  @Mixin DebugOption debug = new DebugOption();

  @Option(
      names = "--history",
      description = "Show each role session issued to this user on this host, the last one last.")
  boolean history;

  StatusCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  @Override
  public Integer call() throws Exception {
    Path path = StoreFolder.location(invocation.environment(), invocation.userHome());
    boolean exists = Files.exists(path, LinkOption.NOFOLLOW_LINKS);
    if (history) {
      return history(exists ? History.in(path).lines() : List.of(), path);
    }
    List<Session> sessions = exists ? Sessions.in(path).list() : List.of();
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

  private int history(List<String> lines, Path path) {
    List<String> issued = lines.stream().filter(Issued::isLine).toList();
    if (issued.isEmpty()) {
      invocation.err().print("asrole: no history in " + path + "\n");
    }
    // Whoever may write the file may have put there what a terminal obeys.
    issued.forEach(line -> invocation.out().print(OneLine.of(line) + "\n"));
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
