// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.sandbox.iam;

import io.asrole.sandbox.json.JsonPlace;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * One operator and key of a Condition element.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition.html">Condition</a>
 */
record Condition(
    Quantifier quantifier, Operator operator, boolean ifExists, String key, List<String> values) {
  private static final Set<String> KEYS =
      Set.of(
          "sts:externalid",
          "sts:rolesessionname",
          "sts:sourceidentity",
          "aws:principalarn",
          "aws:principalaccount",
          "aws:tagkeys",
          "sts:transitivetagkeys");
  private static final Set<String> OF_MANY_VALUES = Set.of("aws:tagkeys", "sts:transitivetagkeys");
  private static final Set<String> PREFIXES = Set.of("aws:principaltag/", "aws:requesttag/");
  private static final String IF_EXISTS = "IfExists";

  /** How many values of the request must match. */
  enum Quantifier {
    ONE(""),
    ANY("ForAnyValue:"),
    ALL("ForAllValues:");

    private final String prefix;

    Quantifier(String prefix) {
      this.prefix = prefix;
    }
  }

  static List<Condition> parse(JsonPlace block) {
    List<Condition> conditions = new ArrayList<>();
    block
        .members()
        .forEach(
            (operator, keys) ->
                keys.members()
                    .forEach((key, values) -> conditions.add(parse(operator, keys, key, values))));
    return List.copyOf(conditions);
  }

  private static Condition parse(String form, JsonPlace keys, String key, JsonPlace values) {
    Quantifier quantifier =
        form.startsWith(Quantifier.ANY.prefix)
            ? Quantifier.ANY
            : form.startsWith(Quantifier.ALL.prefix) ? Quantifier.ALL : Quantifier.ONE;
    boolean ifExists = form.endsWith(IF_EXISTS);
    String name =
        form.substring(
            quantifier.prefix.length(), form.length() - (ifExists ? IF_EXISTS.length() : 0));
    Operator operator =
        Operator.named(name)
            .filter(o -> o != Operator.NULL || (!ifExists && quantifier == Quantifier.ONE))
            .orElseThrow(() -> keys.error("the sandbox does not know this condition operator"));
    checkKey(quantifier, operator, key, values);
    List<String> texts = new ArrayList<>();
    for (JsonPlace value : values.oneOrMore()) {
      texts.add(checkValue(operator, value));
    }
    return new Condition(quantifier, operator, ifExists, key, List.copyOf(texts));
  }

  private static void checkKey(
      Quantifier quantifier, Operator operator, String key, JsonPlace place) {
    String lower = key.toLowerCase(Locale.ROOT);
    boolean tag = PREFIXES.stream().anyMatch(p -> lower.startsWith(p) && !lower.equals(p));
    if (!tag && !KEYS.contains(lower)) {
      throw place.error("the sandbox does not know this condition key");
    }
    // IAM does not define a plain operator for a multivalued key.
    if (OF_MANY_VALUES.contains(lower)
        && quantifier == Quantifier.ONE
        && operator != Operator.NULL) {
      throw place.error(key + " needs ForAnyValue: or ForAllValues: before the operator");
    }
  }

  private static String checkValue(Operator operator, JsonPlace value) {
    String text = value.scalar();
    boolean truth = operator == Operator.BOOL || operator == Operator.NULL;
    if (truth && !text.equalsIgnoreCase("true") && !text.equalsIgnoreCase("false")) {
      throw value.error("expected true or false");
    }
    Statement.refuseVariables(value, text);
    return text;
  }

  boolean holds(Context context) {
    List<String> present = context.get(key);
    if (operator == Operator.NULL) {
      return anyMatches(String.valueOf(present.isEmpty()));
    }
    if (present.isEmpty()) {
      return ifExists
          || quantifier == Quantifier.ALL
          || (quantifier == Quantifier.ONE && operator.negated());
    }
    return quantifier == Quantifier.ANY
        ? present.stream().anyMatch(this::single)
        : present.stream().allMatch(this::single);
  }

  private boolean single(String fromRequest) {
    return anyMatches(fromRequest) != operator.negated();
  }

  private boolean anyMatches(String fromRequest) {
    return values.stream().anyMatch(value -> operator.matches(value, fromRequest));
  }
}
