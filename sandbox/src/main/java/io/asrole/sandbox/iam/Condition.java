// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.sandbox.iam;

import io.asrole.sandbox.json.JsonPlace;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * One operator and key of a Condition element.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition.html">Condition</a>
 */
record Condition(
    Quantifier quantifier,
    Operator operator,
    boolean ifExists,
    String key,
    List<PolicyText> values) {
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

  /**
   * @param variables whether the version of the policy has policy variables
   */
  static List<Condition> parse(JsonPlace block, boolean variables) {
    List<Condition> conditions = new ArrayList<>();
    block
        .members()
        .forEach(
            (form, keys) -> {
              Condition plain = parse(form, keys);
              for (Map.Entry<String, JsonPlace> key : keys.members().entrySet()) {
                conditions.add(plain.with(key.getKey(), key.getValue(), variables));
              }
            });
    return List.copyOf(conditions);
  }

  /** Checks that the operators exist and that they have keys and values, whatever these are. */
  static void checkForm(JsonPlace block) {
    block
        .members()
        .forEach(
            (form, keys) -> {
              parse(form, keys);
              keys.members()
                  .values()
                  .forEach(values -> values.oneOrMore().forEach(JsonPlace::scalar));
            });
  }

  /** The condition of this operator, without key and values. */
  private static Condition parse(String form, JsonPlace place) {
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
            .orElseThrow(() -> place.error("Invalid Condition type : " + form));
    return new Condition(quantifier, operator, ifExists, "", List.of());
  }

  private Condition with(String newKey, JsonPlace place, boolean variables) {
    List<PolicyText> texts = new ArrayList<>();
    for (JsonPlace value : place.oneOrMore()) {
      PolicyText text = PolicyText.parse(value.scalar(), variables && operator.hasVariables());
      if (text.parts().size() == 1 && !operator.accepts(text.text())) {
        throw value.error("not a value for " + operator.text() + ": " + text.text());
      }
      texts.add(text);
    }
    return new Condition(quantifier, operator, ifExists, newKey, List.copyOf(texts));
  }

  boolean holds(Context context) {
    List<String> present = context.get(key);
    if (operator == Operator.NULL) {
      return anyMatches(String.valueOf(present.isEmpty()), context);
    }
    // The set operators take empty values as if the request did not have the key.
    boolean absent =
        quantifier == Quantifier.ONE
            ? present.isEmpty()
            : present.stream().allMatch(String::isEmpty);
    if (absent) {
      return ifExists
          || quantifier == Quantifier.ALL
          || (quantifier == Quantifier.ONE && operator.negated());
    }
    return quantifier == Quantifier.ANY
        ? present.stream().anyMatch(value -> single(value, context))
        : present.stream().allMatch(value -> single(value, context));
  }

  private boolean single(String fromRequest, Context context) {
    return anyMatches(fromRequest, context) != operator.negated();
  }

  private boolean anyMatches(String fromRequest, Context context) {
    for (PolicyText value : values) {
      String expanded = value.expand(context);
      if (expanded != null && operator.matches(expanded, fromRequest)) {
        return true;
      }
    }
    return false;
  }

  /** What the condition wants and what the request has, for a sentence. */
  String explain(Context context) {
    List<String> present = context.get(key);
    String sent =
        present.isEmpty()
            ? "the request does not have this key"
            : "the request has " + Sentences.list(present, "and");
    return "%s%s%s %s wants %s, and %s"
        .formatted(
            quantifier.prefix,
            operator.text(),
            ifExists ? IF_EXISTS : "",
            key,
            wanted(context),
            sent);
  }

  private String wanted(Context context) {
    if (values.isEmpty()) {
      return "no value";
    }
    String list = Sentences.list(values.stream().map(PolicyText::text).toList(), "or");
    boolean unresolved = values.stream().anyMatch(value -> value.expand(context) == null);
    return list + (unresolved ? " (a policy variable has no value)" : "");
  }
}
