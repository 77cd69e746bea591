// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.sandbox.condition;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A text of a policy with its policy variables, such as {@code
 * arn:aws:iam::*:role/${aws:username}}.
 *
 * @param text the text as it stands in the policy
 * @param parts the fixed parts and the variables, in their order
 * @see <a
 *     href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html">Policy
 *     variables</a>
 */
public record PolicyText(String text, List<Part> parts) {
  /** A part of the text. */
  public sealed interface Part {
    /** Characters; those from {@code ${*}} and {@code ${?}} are marked as no wildcards. */
    record Fixed(String characters) implements Part {}

    /** A variable. If the request does not have the key, the default is its value. */
    record Variable(String key, @Nullable String otherwise) implements Part {}
  }

  public PolicyText {
    parts = List.copyOf(parts);
  }

  /**
   * A text that is not understood.
   *
   * @param matches whether it matches everything; otherwise it matches nothing
   */
  public static PolicyText unknown(String text, boolean matches) {
    return new PolicyText(text, matches ? List.of(new Part.Fixed("*")) : List.of());
  }

  /**
   * Parses a text of a policy.
   *
   * @param variables whether the version of the policy has variables; otherwise all characters are
   *     fixed
   */
  public static PolicyText parse(String text, boolean variables) {
    List<Part> parts = new ArrayList<>();
    int from = 0;
    while (variables) {
      int start = text.indexOf("${", from);
      int end = start < 0 ? -1 : text.indexOf('}', start);
      if (end < 0) {
        break;
      }
      parts.add(new Part.Fixed(text.substring(from, start)));
      parts.add(part(text.substring(start + 2, end)));
      from = end + 1;
    }
    parts.add(new Part.Fixed(text.substring(from)));
    return new PolicyText(text, parts);
  }

  private static Part part(String inside) {
    if (inside.equals("*") || inside.equals("?") || inside.equals("$")) {
      return new Part.Fixed(Glob.fixed(inside));
    }
    int comma = inside.indexOf(',');
    if (comma < 0) {
      return new Part.Variable(inside.strip(), null);
    }
    String otherwise = inside.substring(comma + 1).strip();
    boolean quoted =
        otherwise.length() >= 2 && otherwise.startsWith("'") && otherwise.endsWith("'");
    return new Part.Variable(
        inside.substring(0, comma).strip(),
        quoted ? otherwise.substring(1, otherwise.length() - 1) : null);
  }

  /**
   * The pattern for {@link Glob} with the values of the request. The values have no wildcards. Null
   * if the request does not have the key of a variable without default, or has several values, and
   * for a text that matches nothing.
   */
  public @Nullable String expand(Context context) {
    if (parts.isEmpty()) {
      return null;
    }
    if (parts.size() == 1 && parts.get(0) instanceof Part.Fixed fixed) {
      return fixed.characters();
    }
    StringBuilder expanded = new StringBuilder();
    for (Part part : parts) {
      if (part instanceof Part.Fixed fixed) {
        expanded.append(fixed.characters());
      } else if (part instanceof Part.Variable variable) {
        List<String> values = context.get(variable.key());
        String value = values.size() == 1 ? values.get(0) : null;
        if (values.isEmpty()) {
          value = variable.otherwise();
        }
        if (value == null) {
          return null;
        }
        expanded.append(Glob.fixed(value));
      }
    }
    return expanded.toString();
  }
}
