// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.doctor;

import io.asrole.AsroleException;
import io.asrole.text.OneLine;
import java.util.List;

/**
 * What was found at one step.
 *
 * @param remedies the possible causes, the likeliest first
 */
public record Finding(String step, Verdict verdict, String says, List<Remedy> remedies) {
  /** The result of a step. */
  public enum Verdict {
    OK,
    /** The command starts, and may not see what its user expects. */
    WARN,
    /** The command does not start. */
    FAIL
  }

  public Finding {
    says = OneLine.flatten(says);
    remedies = List.copyOf(remedies);
  }

  /** A step that went well. */
  public static Finding ok(String step, String says) {
    return new Finding(step, Verdict.OK, says, List.of());
  }

  /** Something that does not prevent the start. */
  public static Finding warn(String step, String says, Remedy... remedies) {
    return new Finding(step, Verdict.WARN, says, List.of(remedies));
  }

  /** The step at which a start fails, with the sentence of the start. */
  public static Finding fail(String step, AsroleException failure, List<Remedy> remedies) {
    return new Finding(step, Verdict.FAIL, failure.sentence(), remedies);
  }
}
