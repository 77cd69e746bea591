// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.doctor;

import io.asrole.AsroleException.Kind;
import io.asrole.check.Finding;
import io.asrole.check.Finding.Verdict;
import io.asrole.check.Remedy;
import io.asrole.posix.Terminal;
import io.asrole.start.Invocation;
import io.asrole.text.JsonWriter;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Prints the doctor's findings, line by line or as one JSON array at the end. */
public final class DoctorReport {
  private static final int FAILED = Kind.REFUSED.exitCode();

  private final PrintWriter out;
  private final boolean json;
  private final boolean colour;
  private final List<Finding> all = new ArrayList<>();
  private boolean ended;

  public DoctorReport(Invocation invocation, boolean json) {
    this.out = invocation.out();
    this.json = json;
    this.colour =
        invocation.environment().getOrDefault("NO_COLOR", "").isEmpty() && Terminal.isOutput();
  }

  /** Prints the finding; ignores it after the end. */
  public synchronized void add(Finding finding) {
    if (ended) {
      return;
    }
    all.add(finding);
    if (!json) {
      out.print(format(finding));
      out.flush();
    }
  }

  /** Prints the array if JSON was requested; returns the exit status. */
  public synchronized int end() {
    ended = true;
    if (json) {
      out.print(JsonWriter.lines(all.stream().map(DoctorReport::toJson).toList()) + "\n");
    }
    return all.stream().anyMatch(finding -> finding.verdict() == Verdict.FAIL) ? FAILED : 0;
  }

  private String format(Finding finding) {
    StringBuilder text = new StringBuilder(verdictLabel(finding.verdict()));
    text.append(String.format(Locale.ROOT, "  %-11s  %s%n", finding.step(), finding.says()));
    int number = 0;
    boolean many = finding.remedies().size() > 1;
    for (Remedy remedy : finding.remedies()) {
      number++;
      text.append("      ").append(many ? number + ". " : "why: ").append(remedy.cause());
      text.append('\n').append("      ").append(many ? "   " : "fix: ").append(remedy.fix());
      text.append('\n');
    }
    return text.toString();
  }

  private String verdictLabel(Verdict verdict) {
    String label = String.format(Locale.ROOT, "%-4s", verdict.name().toLowerCase(Locale.ROOT));
    if (!colour) {
      return label;
    }
    String sgr =
        switch (verdict) {
          case OK -> "32";
          case WARN -> "33";
          case FAIL -> "31";
        };
    return "\033[" + sgr + "m" + label + "\033[m";
  }

  private static Map<String, Object> toJson(Finding finding) {
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("step", finding.step());
    object.put("verdict", finding.verdict().name().toLowerCase(Locale.ROOT));
    object.put("says", finding.says());
    object.put("remedies", finding.remedies().stream().map(DoctorReport::toJson).toList());
    return object;
  }

  private static Map<String, Object> toJson(Remedy remedy) {
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("cause", remedy.cause());
    object.put("fix", remedy.fix());
    return object;
  }
}
