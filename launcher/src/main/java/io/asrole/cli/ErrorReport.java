// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.cli;

import io.asrole.AsroleException;
import io.asrole.posix.Terminal;
import java.io.PrintWriter;

/** Prints a failure as one line on standard error; each method returns the exit status. */
public final class ErrorReport {
  private ErrorReport() {}

  /** Prints the sentence, the shorter one on a terminal. */
  public static int failure(PrintWriter err, AsroleException failure) {
    return print(err, failure, Terminal.isError() ? failure.brief() : failure.sentence());
  }

  /** Prints the whole sentence, also on a terminal: for {@code --debug}. */
  static int wholeFailure(PrintWriter err, AsroleException failure) {
    return print(err, failure, failure.sentence());
  }

  /** Prints a failure that is a defect of asrole, with its stack trace for {@code --debug}. */
  public static int defect(PrintWriter err, Exception defect, boolean debug) {
    if (debug) {
      defect.printStackTrace(err);
    }
    return failure(
        err,
        AsroleException.refused(
            "unexpected failure, a defect of asrole: "
                + defect
                + "; --debug prints the stack trace"));
  }

  private static int print(PrintWriter err, AsroleException failure, String sentence) {
    err.print("asrole: " + sentence + "\n");
    err.flush();
    return failure.exitCode();
  }
}
