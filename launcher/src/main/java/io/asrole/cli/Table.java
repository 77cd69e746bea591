// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.cli;

import io.asrole.posix.Terminal;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;

/** Rows for people, in columns under a heading, on a terminal; else for scripts, without either. */
record Table(List<String> heading) {
  private static final String BETWEEN = "  ";

  static Table of(String... heading) {
    return new Table(List.of(heading));
  }

  void print(PrintWriter out, List<List<String>> rows) {
    out.print(text(rows, Terminal.isOutput()));
  }

  /** A script gets two spaces between fields, whatever else the rows hold. */
  String text(List<List<String>> rows, boolean terminal) {
    StringBuilder text = new StringBuilder();
    int[] widths = new int[heading.size()];
    if (terminal && !rows.isEmpty()) {
      List<List<String>> all = new ArrayList<>(rows);
      all.add(0, heading);
      for (List<String> row : all) {
        for (int i = 0; i < row.size(); i++) {
          widths[i] = Math.max(widths[i], row.get(i).length());
        }
      }
      line(text, heading, widths);
    }
    rows.forEach(row -> line(text, row, widths));
    return text.toString();
  }

  private static void line(StringBuilder text, List<String> row, int[] widths) {
    int last = row.size() - 1;
    for (int i = 0; i < last; i++) {
      String field = row.get(i);
      text.append(field)
          .append(" ".repeat(Math.max(0, widths[i] - field.length())))
          .append(BETWEEN);
    }
    text.append(row.get(last)).append('\n');
  }
}
