// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.text;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Rows in columns under a heading, no wider than the terminal.
 *
 * @param elastic the columns that may lose the middle of their values ({@code 1234...Deploy}) where
 *     the rows are wider than the terminal
 */
public record Table(List<String> heading, List<Integer> elastic) {
  private static final String SEPARATOR = "  ";
  private static final String ELLIPSIS = "...";

  /** How narrow each elastic column becomes, and then each again; a shorter value says nothing. */
  private static final List<Integer> NARROWEST = List.of(20, 12);

  /** Prints the rows for scripts: no heading, two spaces between the fields, nothing cut. */
  public static void printPlain(PrintWriter out, List<List<String>> rows) {
    rows.forEach(row -> out.print(String.join(SEPARATOR, row) + "\n"));
  }

  /** The rows for people, in a terminal of so many columns; empty if there are no rows. */
  public String format(List<List<String>> rows, int columns) {
    if (rows.isEmpty()) {
      return "";
    }
    List<List<String>> all = new ArrayList<>(rows);
    all.add(0, heading);
    int[] widths = new int[heading.size()];
    for (List<String> row : all) {
      for (int i = 0; i < row.size(); i++) {
        widths[i] = Math.max(widths[i], row.get(i).length());
      }
    }
    shrink(widths, columns);
    return all.stream().map(row -> line(row, widths) + "\n").collect(Collectors.joining());
  }

  /** Narrows the elastic columns, the first one first, until the rows fit or nothing is left. */
  private void shrink(int[] widths, int columns) {
    int excess = SEPARATOR.length() * (widths.length - 1) + IntStream.of(widths).sum() - columns;
    for (int narrowest : NARROWEST) {
      for (int column : elastic) {
        int taken = Math.max(0, Math.min(excess, widths[column] - narrowest));
        widths[column] -= taken;
        excess -= taken;
      }
    }
  }

  private static String line(List<String> row, int[] widths) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < row.size(); i++) {
      String value = cut(row.get(i), widths[i]);
      line.append(value).append(" ".repeat(widths[i] - value.length())).append(SEPARATOR);
    }
    return line.toString().stripTrailing();
  }

  /** Keeps both ends, because names often differ at one of them only. */
  private static String cut(String value, int width) {
    if (value.length() <= width) {
      return value;
    }
    int kept = width - ELLIPSIS.length();
    int head = kept / 2;
    return value.substring(0, head) + ELLIPSIS + value.substring(value.length() - (kept - head));
  }
}
