// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.sandbox.iam;

import java.util.Optional;
import java.util.function.BiPredicate;

/**
 * A condition operator, without the suffix IfExists.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html">Condition
 *     operators</a>
 */
enum Operator {
  STRING_EQUALS("StringEquals", false, String::equals),
  STRING_NOT_EQUALS("StringNotEquals", true, String::equals),
  STRING_EQUALS_IGNORE_CASE("StringEqualsIgnoreCase", false, String::equalsIgnoreCase),
  STRING_NOT_EQUALS_IGNORE_CASE("StringNotEqualsIgnoreCase", true, String::equalsIgnoreCase),
  STRING_LIKE("StringLike", false, Glob::matches),
  STRING_NOT_LIKE("StringNotLike", true, Glob::matches),
  ARN_EQUALS("ArnEquals", false, Operator::arnLike),
  ARN_LIKE("ArnLike", false, Operator::arnLike),
  ARN_NOT_EQUALS("ArnNotEquals", true, Operator::arnLike),
  ARN_NOT_LIKE("ArnNotLike", true, Operator::arnLike),
  BOOL("Bool", false, String::equalsIgnoreCase),
  NULL("Null", false, String::equalsIgnoreCase);

  private final String text;
  private final boolean negated;

  @SuppressWarnings("ImmutableEnumChecker") // the method references above hold no state
  private final BiPredicate<String, String> match;

  Operator(String text, boolean negated, BiPredicate<String, String> match) {
    this.text = text;
    this.negated = negated;
    this.match = match;
  }

  static Optional<Operator> named(String text) {
    for (Operator operator : values()) {
      if (operator.text.equals(text)) {
        return Optional.of(operator);
      }
    }
    return Optional.empty();
  }

  boolean negated() {
    return negated;
  }

  /** Whether the value from the policy matches the value from the request, before negation. */
  boolean matches(String fromPolicy, String fromRequest) {
    return match.test(fromPolicy, fromRequest);
  }

  private static boolean arnLike(String pattern, String arn) {
    String[] patterns = pattern.split(":", 6);
    String[] parts = arn.split(":", 6);
    if (patterns.length != 6 || parts.length != 6) {
      return false;
    }
    for (int i = 0; i < 6; i++) {
      if (!Glob.matches(patterns[i], parts[i])) {
        return false;
      }
    }
    return true;
  }
}
