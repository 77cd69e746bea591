// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.sandbox.iam;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The policies of one kind that apply to a request. */
record PolicySet(PolicyKind kind, List<Policy> policies) {
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
   * Why no statement allows the request, as a clause: names the statement that is nearest to
   * allowing it.
   */
  String whyNotAllowed(StsRequest request) {
    List<Hit> allows = hits(true).toList();
    for (Hit hit : allows) {
      if (hit.statement().concerns(request)) {
        Context context = request.context();
        return hit
            + " requires a condition that is not met: "
            + hit.statement().unmet(context).map(c -> c.explain(context)).orElse("");
      }
    }
    Optional<String> unknown =
        policies.stream().map(Policy::unknownContent).flatMap(Stream::ofNullable).findFirst();
    if (unknown.isPresent()) {
      return "the sandbox does not know what the managed policy " + unknown.get() + " allows";
    }
    return allows.stream()
        .filter(hit -> hit.statement().isAbout(request.lowerCaseAction()))
        .findFirst()
        .map(PolicySet::whatItNames)
        .orElseGet(() -> "no statement allows " + request.action());
  }

  private static String whatItNames(Hit hit) {
    Statement statement = hit.statement();
    if (statement.resources().isEmpty()) {
      List<String> names =
          statement.principals().list().stream().map(Sentences::principal).toList();
      return hit + " names only " + Sentences.list(names, "and");
    }
    List<String> resources = statement.resources().stream().map(PolicyText::text).toList();
    return hit
        + (statement.notResource() ? " excludes " : " allows only ")
        + "the resource "
        + Sentences.list(resources, "or");
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
