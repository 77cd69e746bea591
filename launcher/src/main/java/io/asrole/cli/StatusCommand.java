// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.cli;

import io.asrole.AsroleException;
import io.asrole.posix.Terminal;
import io.asrole.session.History;
import io.asrole.session.Session;
import io.asrole.session.Session.Life;
import io.asrole.session.Sessions;
import io.asrole.session.UserFolder;
import io.asrole.start.AuditRecord;
import io.asrole.start.HistoryTable;
import io.asrole.start.Invocation;
import io.asrole.start.RoleColumn;
import io.asrole.text.JsonWriter;
import io.asrole.text.OneLine;
import io.asrole.text.Table;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code asrole status}: list the role sessions in the store, or those that were issued. */
@Command(
    name = "status",
    description = "List cached role sessions.",
    customSynopsis = "asrole status [--json | --history]")
final class StatusCommand implements Callable<Integer> {
  private static final Table TABLE =
      new Table(List.of("ROLE", "REGION", "ACCESS KEY ID", "LEFT"), List.of(0));

  private static final String EXPIRED = "expired";

  private final Invocation invocation;

  @Mixin DebugOption debug = new DebugOption();

  @Option(
      names = "--history",
      description =
          "List each role session that was issued to this user on this host, the newest last.")
  boolean history;

  @Option(names = "--json", description = "Print one JSON array with an object for each session.")
  boolean json;

  StatusCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  @Override
  public Integer call() throws Exception {
    Path path = UserFolder.SESSION_STORE.location(invocation.environment(), invocation.userHome());
    if (history && json) {
      throw AsroleException.refused("--history has no JSON form: leave out --json, or --history");
    }
    boolean exists = Sessions.exist(path);
    if (history) {
      return printHistory(exists ? History.open(path).lines() : List.of(), path);
    }
    List<Session> sessions = exists ? Sessions.open(path).list() : List.of();
    Instant now = invocation.clock().instant();
    if (json) {
      List<Map<String, Object>> objects =
          sessions.stream().map(session -> toJson(session, now)).toList();
      invocation.out().print(JsonWriter.lines(objects) + "\n");
      return 0;
    }
    if (sessions.isEmpty()) {
      invocation.err().print("asrole: no role sessions in " + path + "\n");
      return 0;
    }
    if (Terminal.isOutput()) {
      List<List<String>> rows = sessions.stream().map(session -> shortRow(session, now)).toList();
      invocation.out().print(TABLE.format(rows, Terminal.columns()));
    } else {
      Table.printPlain(
          invocation.out(), sessions.stream().map(session -> row(session, now)).toList());
    }
    return 0;
  }

  private static List<String> shortRow(Session session, Instant now) {
    return List.of(
        RoleColumn.shorten(session.role().value()),
        session.region(),
        session.credentials().accessKeyId(),
        session.lifeAt(now) == Life.EXPIRED ? EXPIRED : formatTimeLeft(session, now));
  }

  private static List<String> row(Session session, Instant now) {
    Life life = session.lifeAt(now);
    return List.of(
        session.role().value(),
        session.region(),
        session.credentials().accessKeyId(),
        session.expiration().toString(),
        life == Life.EXPIRED
            ? EXPIRED
            : formatTimeLeft(session, now) + " left, " + life.name().toLowerCase(Locale.ROOT));
  }

  private static Map<String, Object> toJson(Session session, Instant now) {
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("role", session.role().value());
    object.put("given", session.given());
    object.put("assumedRoleArn", session.assumedRoleArn());
    object.put("region", session.region());
    object.put("accessKeyId", session.credentials().accessKeyId());
    object.put("issued", session.issued().toString());
    object.put("expiration", session.expiration().toString());
    object.put("life", session.lifeAt(now).name().toLowerCase(Locale.ROOT));
    return object;
  }

  private int printHistory(List<String> history, Path path) {
    List<String> issued = history.stream().filter(AuditRecord::isLine).toList();
    if (issued.isEmpty()) {
      invocation.err().print("asrole: no history in " + path + "\n");
    }
    // The file may hold control characters, which a terminal would obey.
    List<String> lines = issued.stream().map(OneLine::flatten).toList();
    if (Terminal.isOutput()) {
      HistoryTable.print(invocation.out(), lines);
    } else {
      lines.forEach(line -> invocation.out().print(line + "\n"));
    }
    return 0;
  }

  private static String formatTimeLeft(Session session, Instant now) {
    Duration left = Duration.between(now, session.expiration());
    return left.toMinutes() > 0 ? left.toMinutes() + " min" : left.toSeconds() + " s";
  }
}
