// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.cli;

import io.asrole.doctor.Finding;
import io.asrole.doctor.Finding.Verdict;
import io.asrole.doctor.Remedy;
import io.asrole.posix.Terminal;
import io.asrole.start.Invocation;
import io.asrole.text.JsonWriter;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The findings of the doctor, printed line by line, or as one JSON array at the end. */
final class DoctorReport {
  private static final int FAILED = 125;

  private final PrintWriter out;
  private final boolean json;
  private final boolean colour;
  private final List<Finding> all = new ArrayList<>();
  private boolean ended;

  DoctorReport(Invocation invocation, boolean json) {
    this.out = invocation.out();
    this.json = json;
    this.colour =
        invocation.environment().getOrDefault("NO_COLOR", "").isEmpty() && Terminal.isOutput();
  }

  /** Prints the finding; ignores it after the end. */
  synchronized void add(Finding finding) {
    if (ended) {
      return;
    }
    all.add(finding);
    if (!json) {
      out.print(text(finding));
      out.flush();
    }
  }

  /** Prints the array where JSON is asked for; returns the exit status. */
  synchronized int end() {
    ended = true;
    if (json) {
      out.print(JsonWriter.lines(all.stream().map(DoctorReport::object).toList()) + "\n");
    }
    return all.stream().anyMatch(finding -> finding.verdict() == Verdict.FAIL) ? FAILED : 0;
  }

  private String text(Finding finding) {
    StringBuilder text = new StringBuilder(word(finding.verdict()));
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

  private String word(Verdict verdict) {
    String word = String.format(Locale.ROOT, "%-4s", verdict.name().toLowerCase(Locale.ROOT));
    if (!colour) {
      return word;
    }
    String sgr =
        switch (verdict) {
          case OK -> "32";
          case WARN -> "33";
          case FAIL -> "31";
        };
    return "\033[" + sgr + "m" + word + "\033[m";
  }

  private static Map<String, Object> object(Finding finding) {
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("step", finding.step());
    object.put("verdict", finding.verdict().name().toLowerCase(Locale.ROOT));
    object.put("says", finding.says());
    object.put("remedies", finding.remedies().stream().map(DoctorReport::object).toList());
    return object;
  }

  private static Map<String, Object> object(Remedy remedy) {
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("cause", remedy.cause());
    object.put("fix", remedy.fix());
    return object;
  }
}
