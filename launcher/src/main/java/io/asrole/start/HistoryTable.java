// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.start;

import io.asrole.posix.Terminal;
import io.asrole.text.Table;
import java.io.PrintWriter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Formats the history as a table: the time at which each session was issued, the role, the access
 * key ID and the command.
 *
 * <p>A line of the history is {@code time=2026-11-25T11:05:59Z ... role=arn:... command="a b"}.
 */
public final class HistoryTable {
  private static final Table TABLE =
      new Table(List.of("TIME (UTC)", "ROLE", "ACCESS KEY ID", "COMMAND"), List.of(1, 3));

  private static final Pattern PAIR =
      Pattern.compile("(?<key>\\w+)=(?:\"(?<quoted>(?:[^\"\\\\]|\\\\.)*+)\"|(?<plain>\\S*))");

  private static final Pattern TIME = Pattern.compile("(.{10})T(.{5}):\\d\\dZ");
  private static final String EXEC = "exec";

  private HistoryTable() {}

  public static void print(PrintWriter out, List<String> lines) {
    out.print(TABLE.format(lines.stream().map(HistoryTable::row).toList(), Terminal.columns()));
  }

  static List<String> row(String line) {
    Map<String, String> values = parse(line);
    String subcommand = values.getOrDefault("subcommand", EXEC);
    return List.of(
        TIME.matcher(values.getOrDefault("time", "")).replaceAll("$1 $2"),
        RoleColumn.shorten(values.getOrDefault("role", "")),
        values.getOrDefault("access_key_id", ""),
        values.getOrDefault("command", subcommand.equals(EXEC) ? "" : "asrole " + subcommand));
  }

  /** Parses a line. Control characters stay escaped, because a terminal would execute them. */
  private static Map<String, String> parse(String line) {
    Map<String, String> values = new HashMap<>();
    for (Matcher pair = PAIR.matcher(line); pair.find(); ) {
      String quoted = pair.group("quoted");
      values.put(
          pair.group("key"),
          quoted == null ? pair.group("plain") : quoted.replaceAll("\\\\([\"\\\\])", "$1"));
    }
    return values;
  }
}
