// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.sandbox.condition;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.function.Predicate;

/**
 * A condition operator, without the suffix IfExists.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html">Condition
 *     operators</a>
 */
enum Operator {
  STRING_EQUALS("StringEquals", Values.TEXT, (p, r) -> Glob.plain(p).equals(r)),
  STRING_NOT_EQUALS("StringNotEquals", Values.TEXT, (p, r) -> Glob.plain(p).equals(r)),
  STRING_EQUALS_IGNORE_CASE(
      "StringEqualsIgnoreCase", Values.TEXT, (p, r) -> Glob.plain(p).equalsIgnoreCase(r)),
  STRING_NOT_EQUALS_IGNORE_CASE(
      "StringNotEqualsIgnoreCase", Values.TEXT, (p, r) -> Glob.plain(p).equalsIgnoreCase(r)),
  STRING_LIKE("StringLike", Values.TEXT, Glob::matches),
  STRING_NOT_LIKE("StringNotLike", Values.TEXT, Glob::matches),
  ARN_EQUALS("ArnEquals", Values.TEXT, Comparisons::arnLike),
  ARN_LIKE("ArnLike", Values.TEXT, Comparisons::arnLike),
  ARN_NOT_EQUALS("ArnNotEquals", Values.TEXT, Comparisons::arnLike),
  ARN_NOT_LIKE("ArnNotLike", Values.TEXT, Comparisons::arnLike),
  NUMERIC_EQUALS("NumericEquals", Values.NUMBER, (p, r) -> Comparisons.number(p, r, c -> c == 0)),
  NUMERIC_NOT_EQUALS(
      "NumericNotEquals", Values.NUMBER, (p, r) -> Comparisons.number(p, r, c -> c == 0)),
  NUMERIC_LESS_THAN(
      "NumericLessThan", Values.NUMBER, (p, r) -> Comparisons.number(p, r, c -> c < 0)),
  NUMERIC_LESS_THAN_EQUALS(
      "NumericLessThanEquals", Values.NUMBER, (p, r) -> Comparisons.number(p, r, c -> c <= 0)),
  NUMERIC_GREATER_THAN(
      "NumericGreaterThan", Values.NUMBER, (p, r) -> Comparisons.number(p, r, c -> c > 0)),
  NUMERIC_GREATER_THAN_EQUALS(
      "NumericGreaterThanEquals", Values.NUMBER, (p, r) -> Comparisons.number(p, r, c -> c >= 0)),
  DATE_EQUALS("DateEquals", Values.DATE, (p, r) -> Comparisons.date(p, r, c -> c == 0)),
  DATE_NOT_EQUALS("DateNotEquals", Values.DATE, (p, r) -> Comparisons.date(p, r, c -> c == 0)),
  DATE_LESS_THAN("DateLessThan", Values.DATE, (p, r) -> Comparisons.date(p, r, c -> c < 0)),
  DATE_LESS_THAN_EQUALS(
      "DateLessThanEquals", Values.DATE, (p, r) -> Comparisons.date(p, r, c -> c <= 0)),
  DATE_GREATER_THAN("DateGreaterThan", Values.DATE, (p, r) -> Comparisons.date(p, r, c -> c > 0)),
  DATE_GREATER_THAN_EQUALS(
      "DateGreaterThanEquals", Values.DATE, (p, r) -> Comparisons.date(p, r, c -> c >= 0)),
  IP_ADDRESS("IpAddress", Values.IP, Comparisons::address),
  NOT_IP_ADDRESS("NotIpAddress", Values.IP, Comparisons::address),
  BINARY_EQUALS("BinaryEquals", Values.BINARY, Comparisons::binary),
  BOOL("Bool", Values.BOOL, (p, r) -> Glob.plain(p).equalsIgnoreCase(r)),
  NULL("Null", Values.NULL, String::equalsIgnoreCase);

  private static final Map<String, Operator> BY_NAME = new HashMap<>();

  static {
    for (Operator operator : values()) {
      BY_NAME.put(operator.text, operator);
    }
  }

  private final String text;
  private final Values values;

  @SuppressWarnings("ImmutableEnumChecker") // the lambdas above hold no state
  private final BiPredicate<String, String> match;

  /** The values that operators take. */
  private enum Values {
    TEXT(true, text -> true),
    NUMBER(false, text -> Comparisons.number(text).isPresent()),
    DATE(false, text -> Comparisons.date(text).isPresent()),
    IP(false, text -> IpRange.parse(text).isPresent()),
    BINARY(false, text -> Comparisons.bytes(text).isPresent()),
    BOOL(true, Values::isTruth),
    NULL(false, Values::isTruth);

    private final boolean variables;

    @SuppressWarnings("ImmutableEnumChecker") // the lambdas above hold no state
    private final Predicate<String> accepts;

    Values(boolean variables, Predicate<String> accepts) {
      this.variables = variables;
      this.accepts = accepts;
    }

    private static boolean isTruth(String text) {
      return text.equalsIgnoreCase("true") || text.equalsIgnoreCase("false");
    }
  }

  Operator(String text, Values values, BiPredicate<String, String> match) {
    this.text = text;
    this.values = values;
    this.match = match;
  }

  static Optional<Operator> named(String text) {
    return Optional.ofNullable(BY_NAME.get(text));
  }

  String text() {
    return text;
  }

  boolean negated() {
    return text.contains("Not");
  }

  /** Whether the values of the policy may contain policy variables. */
  boolean hasVariables() {
    return values.variables;
  }

  /** Whether the operator can compare with this value of the policy. */
  boolean accepts(String value) {
    return values.accepts.test(value);
  }

  /** Whether the value from the policy matches the value from the request, before negation. */
  boolean matches(String fromPolicy, String fromRequest) {
    return match.test(fromPolicy, fromRequest);
  }
}
