// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.cli;

import io.asrole.AsroleException;
import java.io.PrintWriter;

/** How a failure is told: one line on standard error, and its exit status. */
final class Report {
  private Report() {}

  static int failure(PrintWriter err, AsroleException failure) {
    err.print("asrole: " + failure.sentence() + "\n");
    err.flush();
    return failure.exitCode();
  }

  /** A failure that is a defect of asrole; its stack trace is for {@code --debug}. */
  static int defect(PrintWriter err, Exception defect, boolean debug) {
    if (debug) {
      defect.printStackTrace(err);
    }
    return failure(
        err,
        AsroleException.refused(
            "unexpected failure, a defect of asrole: " + defect + "; --debug shows where"));
  }
}
