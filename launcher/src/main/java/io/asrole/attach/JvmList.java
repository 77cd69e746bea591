// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.attach;

import io.asrole.AsroleException;
import io.asrole.posix.Terminal;
import io.asrole.text.BoundedTask;
import io.asrole.text.Progress;
import io.asrole.text.Table;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Prints the JVMs of this host and the role of each; asks all of them at the same time. */
public final class JvmList {
  private static final Table TABLE =
      new Table(List.of("PID", "USER", "PROGRAM", "ROLE"), List.of(2, 3));

  private static final String UNKNOWN = "unknown";
  private static final Pattern UNKNOWN_STATUS = Pattern.compile(UNKNOWN + " \\((.*)\\)");

  /** The end of {@code active Deploy until 2026-11-25T12:10:03Z}, at most twelve hours from now. */
  private static final Pattern EXPIRATION =
      Pattern.compile(" until \\d{4}-\\d\\d-\\d\\dT(\\d\\d:\\d\\d):\\d\\dZ$");

  private final PrintWriter out;
  private final PrintWriter err;
  private final InstantSource clock;
  private final Progress progress;

  public JvmList(PrintWriter out, PrintWriter err, InstantSource clock, Progress progress) {
    this.out = out;
    this.err = err;
    this.clock = clock;
    this.progress = progress;
  }

  public void print() throws IOException {
    List<JavaProcess> processes = JavaProcess.all();
    List<FutureTask<String>> answers = new ArrayList<>();
    for (JavaProcess process : processes) {
      answers.add(BoundedTask.start("list", () -> readStatus(process)));
    }
    List<String> statuses = answers.stream().map(JvmList::await).toList();
    if (Terminal.isOutput()) {
      printTable(processes, statuses);
      return;
    }
    List<List<String>> rows = new ArrayList<>();
    for (int i = 0; i < processes.size(); i++) {
      rows.add(row(processes.get(i), statuses.get(i)));
    }
    Table.printPlain(out, rows);
  }

  /** Prints the reasons why a status is unknown under the table, which they would make too wide. */
  private void printTable(List<JavaProcess> processes, List<String> statuses) {
    List<List<String>> rows = new ArrayList<>();
    List<String> reasons = new ArrayList<>();
    for (int i = 0; i < processes.size(); i++) {
      Matcher unknown = UNKNOWN_STATUS.matcher(statuses.get(i));
      if (unknown.matches()) {
        reasons.add("asrole: " + unknown.group(1) + "\n");
      }
      String status = unknown.matches() ? UNKNOWN : statuses.get(i);
      rows.add(row(processes.get(i), EXPIRATION.matcher(status).replaceAll(" until $1Z")));
    }
    out.print(TABLE.format(rows, Terminal.columns()));
    out.flush();
    reasons.forEach(err::print);
  }

  private static List<String> row(JavaProcess process, String status) {
    return List.of(Long.toString(process.pid()), process.user(), process.program(), status);
  }

  private String readStatus(JavaProcess process) {
    if (!process.hasAgent()) {
      return "-";
    }
    try {
      return TargetJvm.create(process, progress)
          .status()
          .map(status -> AgentAnswer.statusAt(status, clock.instant()))
          .orElse("-");
    } catch (AsroleException e) {
      return UNKNOWN + " (" + e.sentence() + ")";
    }
  }

  private static String await(FutureTask<String> answer) {
    try {
      return answer.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return UNKNOWN;
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    }
  }
}
