// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.check;

import io.asrole.AsroleException;
import io.asrole.text.OneLine;
import java.util.List;

/**
 * The result of one step of the diagnosis.
 *
 * @param remedies the possible causes, the likeliest first
 */
public record Finding(String step, Verdict verdict, String says, List<Remedy> remedies) {
  /** Whether the step prevents the start. */
  public enum Verdict {
    OK,
    /** The command starts, but may not run as the user expects. */
    WARN,
    /** The command does not start. */
    FAIL
  }

  public Finding {
    says = OneLine.flatten(says);
    remedies = List.copyOf(remedies);
  }

  /** Creates the finding of a successful step. */
  public static Finding ok(String step, String says) {
    return new Finding(step, Verdict.OK, says, List.of());
  }

  /** Creates the finding of a problem that does not prevent the start. */
  public static Finding warn(String step, String says, Remedy... remedies) {
    return new Finding(step, Verdict.WARN, says, List.of(remedies));
  }

  /** Creates the finding of a problem that prevents starts. */
  public static Finding fail(String step, String says, Remedy... remedies) {
    return new Finding(step, Verdict.FAIL, says, List.of(remedies));
  }

  /** Creates the finding of the failed step, with the error message that a start prints. */
  public static Finding fail(String step, AsroleException failure, List<Remedy> remedies) {
    return new Finding(step, Verdict.FAIL, failure.sentence(), remedies);
  }
}
