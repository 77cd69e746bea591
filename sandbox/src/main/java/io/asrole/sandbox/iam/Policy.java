// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.sandbox.iam;

import io.asrole.sandbox.json.JsonPlace;
import java.util.List;
import java.util.Set;

/**
 * A parsed policy. The sandbox refuses a policy with an element that it does not know.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html">Grammar
 *     of the IAM JSON policy language</a>
 */
public final class Policy {
  private final List<Statement> statements;

  private Policy(List<Statement> statements) {
    this.statements = statements;
  }

  public static Policy trust(JsonPlace document) {
    return parse(document, PolicyKind.TRUST);
  }

  public static Policy identity(JsonPlace document) {
    return parse(document, PolicyKind.IDENTITY);
  }

  /** A policy that allows nothing. */
  public static Policy empty() {
    return new Policy(List.of());
  }

  private static Policy parse(JsonPlace document, PolicyKind kind) {
    document.members(Set.of("Version", "Id", "Statement"));
    document
        .optional("Version")
        .ifPresent(
            version -> {
              if (!Set.of("2012-10-17", "2008-10-17").contains(version.text())) {
                throw version.error("expected 2012-10-17 or 2008-10-17");
              }
            });
    List<JsonPlace> statements = document.required("Statement").oneOrMore();
    if (statements.isEmpty()) {
      throw document.required("Statement").error("no statement");
    }
    return new Policy(statements.stream().map(s -> Statement.parse(s, kind)).toList());
  }

  List<Statement> statements() {
    return statements;
  }
}
