// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.sandbox.decide;

import io.asrole.sandbox.iam.Decision;
import io.asrole.sandbox.json.Complaints;
import io.asrole.sandbox.json.JsonException;
import io.asrole.sandbox.json.JsonText;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Answers each line of JSON with one line of JSON. */
public final class DecisionLines {
  private static final int DECIDED = 0;
  private static final int DIFFERENT = 1;
  private static final int INVALID = 2;

  private final Decider decider;
  private final Path folder;
  private final boolean lenient;
  private final boolean expecting;
  private int number;
  private int errors;
  private int compared;
  private int differences;

  /**
   * Creates a reader of lines.
   *
   * @param folder the folder that names of policy files are relative to
   * @param lenient whether a part of a line that is not understood is a warning, not an error
   * @param expecting whether to compare decisions with the member {@code expect}
   */
  public DecisionLines(Decider decider, Path folder, boolean lenient, boolean expecting) {
    this.decider = decider;
    this.folder = folder;
    this.lenient = lenient;
    this.expecting = expecting;
  }

  /**
   * Answers all lines.
   *
   * @param out receives the answers
   * @param err receives warnings, and decisions that differ from what was expected
   * @return the exit status: 0; 2 if a line has an error; 1 if a decision differs
   */
  public int answer(BufferedReader in, PrintWriter out, PrintWriter err) throws IOException {
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      number++;
      out.println(JsonText.line(answer(line, err)));
    }
    out.flush();
    if (expecting) {
      err.printf(
          "%d %s: %d as expected, %d different, %d with an error, %d not compared%n",
          number,
          number == 1 ? "line" : "lines",
          compared - differences,
          differences,
          errors,
          number - compared - errors);
      if (compared == 0) {
        err.println("asrole-sandbox: --expect compared no line: no line has the member expect");
        errors++;
      }
    }
    err.flush();
    return errors > 0 ? INVALID : differences > 0 ? DIFFERENT : DECIDED;
  }

  private Map<String, String> answer(String line, PrintWriter err) {
    Map<String, String> members = new LinkedHashMap<>();
    try {
      if (line.isBlank()) {
        throw new DecideException("the line is empty");
      }
      Question question = Question.parse(line, folder, complaints(err));
      Decision decision = decider.decide(question);
      members.put("decision", decision.result().text());
      members.put("because", decision.because());
      if (expecting) {
        compare(question.expect(), decision, err);
      }
    } catch (JsonException | DecideException e) {
      fail(members, String.valueOf(e.getMessage()));
    } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
      fail(members, "decide failed on this line: " + e);
    }
    return members;
  }

  private void fail(Map<String, String> members, String error) {
    errors++;
    members.clear();
    members.put("error", error);
  }

  private Complaints complaints(PrintWriter err) {
    int line = number;
    return lenient
        ? complaint -> err.println("warning: line " + line + ": " + complaint.getMessage())
        : Complaints.STRICT;
  }

  private void compare(@Nullable String expected, Decision decision, PrintWriter err) {
    if (expected == null) {
      return;
    }
    compared++;
    if (!expected.equals(decision.result().text())) {
      differences++;
      err.printf(
          "line %d: expected %s, decided %s%n  %s%n",
          number, expected, decision.result().text(), decision.because());
    }
  }
}
