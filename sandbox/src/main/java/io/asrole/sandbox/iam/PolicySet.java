// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.sandbox.iam;

import io.asrole.sandbox.condition.Context;
import io.asrole.sandbox.condition.PolicyText;
import io.asrole.sandbox.condition.Quotes;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The policies of one kind that apply to a request. */
record PolicySet(PolicyKind kind, List<Policy> policies) {
  private static final int MOST_CLAUSES = 3;

  /** A statement that applies to the request. */
  record Hit(Policy policy, Statement statement) {
    @Override
    public String toString() {
      return statement.label() + " of " + policy.name();
    }
  }

  /** The first statement with the effect that applies. */
  Optional<Hit> find(boolean allow, StsRequest request) {
    return hits(allow).filter(hit -> hit.statement().applies(request)).findFirst();
  }

  /** All statements that allow the request. */
  List<Hit> findAll(StsRequest request) {
    return hits(true).filter(hit -> hit.statement().applies(request)).toList();
  }

  /**
   * Why no statement allows the request, as clauses: the conditions that are not met, or else what
   * the statements about the action name instead.
   */
  String whyNotAllowed(StsRequest request) {
    String conditions =
        joined(
            hits(true).filter(hit -> hit.statement().concerns(request)),
            hit -> whatItRequires(hit, request.context()));
    if (!conditions.isEmpty()) {
      return conditions;
    }
    List<String> managed =
        policies.stream().map(Policy::unknownContent).flatMap(Stream::ofNullable).toList();
    Optional<String> unknown = managed.stream().filter(arn -> !Policy.isKnown(arn)).findFirst();
    if (unknown.isPresent()) {
      return "the sandbox does not know what the managed policy " + unknown.get() + " allows";
    }
    String names =
        joined(
            hits(true).filter(hit -> hit.statement().isAbout(request.lowerCaseAction())),
            PolicySet::whatItNames);
    if (!names.isEmpty()) {
      return names;
    }
    return managed.isEmpty()
        ? "no statement allows " + request.action()
        : "the managed policy " + managed.get(0) + " does not allow " + request.action();
  }

  private static String joined(Stream<Hit> hits, Function<Hit, String> clause) {
    return hits.limit(MOST_CLAUSES).map(clause).collect(Collectors.joining("; "));
  }

  private static String whatItRequires(Hit hit, Context context) {
    return hit
        + " requires a condition that is not met: "
        + hit.statement().unmet(context).map(c -> c.explain(context)).orElse("");
  }

  private static String whatItNames(Hit hit) {
    Statement statement = hit.statement();
    Principals principals = statement.principals();
    if (principals != null) {
      List<String> names = principals.list().stream().map(Sentences::principal).toList();
      return hit + " names only " + Quotes.list(names, "and");
    }
    List<String> resources = statement.resources().stream().map(PolicyText::text).toList();
    return hit
        + (statement.notResource() ? " excludes " : " allows only ")
        + "the resource "
        + Quotes.list(resources, "or");
  }

  private Stream<Hit> hits(boolean allow) {
    return policies.stream()
        .flatMap(
            policy ->
                policy.statements().stream()
                    .filter(statement -> statement.allow() == allow)
                    .map(statement -> new Hit(policy, statement)));
  }
}
