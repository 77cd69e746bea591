// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.sandbox.condition;

import io.asrole.sandbox.json.JsonPlace;
import java.util.ArrayList;
import java.util.List;

/**
 * An operator and a key of a Condition element, with the values.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition.html">Condition</a>
 */
record KeyCondition(
    Quantifier quantifier, Operator operator, boolean ifExists, String key, List<PolicyText> values)
    implements Condition {
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

  /** The condition of this operator, without key and values. */
  static KeyCondition parse(String form, JsonPlace place) {
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
    return new KeyCondition(quantifier, operator, ifExists, "", List.of());
  }

  /**
   * The same condition with key and values.
   *
   * @param variables whether the version of the policy has policy variables
   */
  KeyCondition with(String newKey, JsonPlace place, boolean variables) {
    List<PolicyText> texts = new ArrayList<>();
    for (JsonPlace value : place.oneOrMore()) {
      PolicyText text = PolicyText.parse(value.scalar(), variables && operator.hasVariables());
      if (text.parts().size() == 1 && !operator.accepts(text.text())) {
        throw value.error("not a value for " + operator.text() + ": " + text.text());
      }
      texts.add(text);
    }
    return new KeyCondition(quantifier, operator, ifExists, newKey, List.copyOf(texts));
  }

  @Override
  public boolean holds(Context context) {
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

  /** What the condition wants and what the request has. */
  @Override
  public String explain(Context context) {
    List<String> present = context.get(key);
    String sent =
        present.isEmpty()
            ? "the request does not have this key"
            : "the request has " + Quotes.list(present, "and");
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
    String list = Quotes.list(values.stream().map(PolicyText::text).toList(), "or");
    boolean unresolved = values.stream().anyMatch(value -> value.expand(context) == null);
    return list + (unresolved ? " (a policy variable has no value)" : "");
  }
}
