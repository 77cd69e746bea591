// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.sandbox.condition;

/** A condition of a statement. */
public sealed interface Condition permits KeyCondition, Condition.Unknown {
  /**
   * A condition that is not understood.
   *
   * @param text the operator, with the key if the operator has one
   * @param met whether the condition counts as met
   */
  record Unknown(String text, boolean met) implements Condition {
    @Override
    public boolean holds(Context context) {
      return met;
    }

    @Override
    public String explain(Context context) {
      return text + " is not understood, and counts as " + (met ? "met" : "not met");
    }
  }

  /** Whether the request meets the condition. */
  boolean holds(Context context);

  /** The clause of a sentence that explains why the request meets the condition or does not. */
  String explain(Context context);
}
