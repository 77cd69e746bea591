// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.sandbox.iam;

import io.asrole.sandbox.json.Complaints;
import io.asrole.sandbox.json.JsonException;
import io.asrole.sandbox.json.JsonPlace;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * Parses a policy. Refuses what IAM refuses when a policy is saved.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html">Grammar
 *     of the IAM JSON policy language</a>
 */
public final class PolicyReader {
  private static final Pattern SID = Pattern.compile("[0-9A-Za-z]*");
  private static final String VARIABLES_SINCE = "2012-10-17";

  private final PolicyKind kind;
  private final String name;
  private final Complaints complaints;
  private final Predicate<String> principalExists;

  /** A reader that throws every complaint, and that accepts any role and user as a principal. */
  PolicyReader(PolicyKind kind, String name) {
    this(kind, name, Complaints.STRICT, principal -> true);
  }

  /**
   * Creates a reader for one policy.
   *
   * @param name the name of the policy in sentences
   * @param principalExists whether IAM accepts the ARN of a role or user as a principal of a trust
   *     policy
   */
  public PolicyReader(
      PolicyKind kind, String name, Complaints complaints, Predicate<String> principalExists) {
    this.kind = kind;
    this.name = name;
    this.complaints = complaints;
    this.principalExists = principalExists;
  }

  /**
   * Parses the document. If a complaint is not thrown, what is not understood allows nothing: a
   * document that is not understood denies every request.
   */
  public Policy read(JsonPlace document) {
    List<Statement> statements = new ArrayList<>();
    try {
      if (document.size() > kind.mostCharacters()) {
        complaints.accept(
            document.error(
                "the %s has more than %d characters, white space not counted"
                    .formatted(kind.text(), kind.mostCharacters())));
      }
      document.members(Set.of("Version", "Id", "Statement"));
      boolean variables = version(document);
      Set<String> ids = new HashSet<>();
      for (JsonPlace place : places(document.required("Statement"))) {
        statements.add(read(place, statements.size() + 1, variables, ids));
      }
    } catch (JsonException e) {
      complaints.accept(e);
      statements.add(Statement.unknownDeny(kind, "the document"));
    }
    return new Policy(name, statements, null);
  }

  private Statement read(JsonPlace place, int number, boolean variables, Set<String> ids) {
    String plainLabel = "statement " + number;
    try {
      String label = place.optional("Sid").flatMap(sid -> id(sid, ids)).orElse(plainLabel);
      return new StatementReader(kind, variables, complaints, principalExists).read(place, label);
    } catch (JsonException e) {
      complaints.accept(e);
      return allows(place) ? Statement.never() : Statement.unknownDeny(kind, plainLabel);
    }
  }

  /** The label of a statement with this Sid, unless the Sid is empty or not understood. */
  private Optional<String> id(JsonPlace place, Set<String> ids) {
    try {
      String sid = place.text();
      if (!SID.matcher(sid).matches()) {
        throw place.error(
            "Statement IDs (SID) must be alpha-numeric. Check that your input satisfies the regular"
                + " expression [0-9A-Za-z]*");
      }
      if (!sid.isEmpty() && !ids.add(sid)) {
        throw place.error("Statement IDs (SID) in a single policy must be unique.");
      }
      return Optional.of(sid).filter(text -> !text.isEmpty()).map("statement \"%s\""::formatted);
    } catch (JsonException e) {
      complaints.accept(e);
      return Optional.empty();
    }
  }

  /** Whether it is certain that the statement denies nothing. */
  private static boolean allows(JsonPlace place) {
    return place.isObject()
        && place
            .optional("Effect")
            .filter(effect -> effect.isText() && effect.text().equals("Allow"))
            .isPresent();
  }

  /** Whether the version of the document has policy variables. */
  private static boolean version(JsonPlace document) {
    Optional<JsonPlace> version = document.optional("Version");
    version.ifPresent(
        place -> {
          if (!Set.of(VARIABLES_SINCE, "2008-10-17").contains(place.text())) {
            throw place.error("expected 2012-10-17 or 2008-10-17");
          }
        });
    return version.isPresent() && version.get().text().equals(VARIABLES_SINCE);
  }

  private static List<JsonPlace> places(JsonPlace element) {
    List<JsonPlace> statements = element.oneOrMore();
    if (statements.isEmpty()) {
      throw element.error("no statement");
    }
    return statements;
  }
}
