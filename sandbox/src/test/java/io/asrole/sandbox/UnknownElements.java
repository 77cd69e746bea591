// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.sandbox;

import io.asrole.sandbox.RandomScene.Document;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * A scene in which a statement has elements that nobody understands, each as a mark. A mark is
 * replaced by a text that is not understood, or by one of the meanings that it may have.
 */
final class UnknownElements {
  private static final String OPEN =
      "{\"Effect\": \"Allow\", \"Principal\": \"*\", \"Action\": \"sts:*\"}";
  private static final String ACCOUNT = "\"arn:aws:iam::123456789012:";

  /** The elements of a statement, with texts that are not understood and possible meanings. */
  private enum Element {
    EFFECT(List.of("\"allow\"", "\"Perhaps\"", "1"), List.of("\"Allow\"", "\"Deny\"")),
    PRINCIPAL(
        List.of(ACCOUNT + "role/Gone\"", "\"everyone\"", "7", "{}"),
        List.of(
            "\"*\"",
            "\"123456789012\"",
            ACCOUNT + "role/Caller\"",
            "\"arn:aws:sts::123456789012:assumed-role/Caller/alice\"",
            ACCOUNT + "role/Other\"",
            "\"AIDAEXAMPLEDELETED00\"")),
    ACTION(
        List.of("\"assume role\"", "\"sts\"", "5", "{}"),
        List.of("\"sts:*\"", "\"sts:AssumeRole\"", "\"sts:SetSourceIdentity\"")),
    RESOURCE(
        List.of("\"role/Target\"", "null", "[]"),
        List.of("\"*\"", ACCOUNT + "role/Target\"", ACCOUNT + "role/Other\"")),
    CONDITION(
        List.of(
            "\"StringIs\": {\"sts:ExternalId\": \"One-1\"}",
            "\"Bool\": {\"aws:MultiFactorAuthPresent\": \"yes\"}",
            "\"StringLike\": {\"sts:ExternalId\": {}}",
            "\"NumericEquals\": 5"),
        List.of(
            "\"Null\": {\"aws:CurrentTime\": \"false\"}",
            "\"Null\": {\"aws:CurrentTime\": \"true\"}"));

    @SuppressWarnings("ImmutableEnumChecker") // List.of is immutable
    private final List<String> unknown;

    @SuppressWarnings("ImmutableEnumChecker") // List.of is immutable
    private final List<String> meanings;

    Element(List<String> unknown, List<String> meanings) {
      this.unknown = unknown;
      this.meanings = meanings;
    }

    private String mark() {
      return "@" + name() + "@";
    }
  }

  private final String line;
  private final Random random;

  private UnknownElements(String line, Random random) {
    this.line = line;
    this.random = random;
  }

  /**
   * Adds a statement to the scene. One or two kinds of its elements are not understood. Half of the
   * scenes allow the request without the statement, unless another one denies it.
   */
  static UnknownElements create(Random random, RandomScene scene) {
    Document document = scene.document(random);
    boolean trust = document == Document.TRUST;
    List<Element> elements = new ArrayList<>(List.of(Element.values()));
    elements.remove(trust ? Element.RESOURCE : Element.PRINCIPAL);
    Element first = elements.remove(random.nextInt(elements.size()));
    Element second = random.nextBoolean() ? first : elements.get(random.nextInt(elements.size()));
    List<Element> unknown = List.of(first, second);
    boolean denies = random.nextBoolean();
    String effect = denies ? "\"Deny\"" : "\"Allow\"";
    if (unknown.contains(Element.EFFECT)) {
      effect = Element.EFFECT.mark();
      denies = false;
    }
    String statement =
        "{\"Effect\": %s, %s, %s, \"Condition\": {%s%s}}"
            .formatted(
                effect,
                trust
                    ? principal(random, unknown, denies)
                    : list(random, unknown, Element.RESOURCE, "Resource"),
                list(random, unknown, Element.ACTION, "Action"),
                unknown.contains(Element.CONDITION) ? Element.CONDITION.mark() + ", " : "",
                "\"StringNotEquals\": {\"sts:ExternalId\": \"Three-3\"}");
    RandomScene more = scene.with(document, statement);
    return new UnknownElements(
        (random.nextBoolean() ? more : more.with(Document.TRUST, OPEN)).line(), random);
  }

  private static String principal(Random random, List<Element> unknown, boolean denies) {
    String name = denies && random.nextBoolean() ? "NotPrincipal" : "Principal";
    return "\"%s\": {\"AWS\": %s}".formatted(name, items(random, unknown, Element.PRINCIPAL));
  }

  private static String list(Random random, List<Element> unknown, Element kind, String name) {
    return "\"%s%s\": %s"
        .formatted(random.nextInt(3) == 0 ? "Not" : "", name, items(random, unknown, kind));
  }

  private static String items(Random random, List<Element> unknown, Element kind) {
    String known = kind.meanings.get(random.nextInt(kind.meanings.size()));
    return "[%s]"
        .formatted(
            !unknown.contains(kind)
                ? known
                : random.nextBoolean() ? kind.mark() : known + ", " + kind.mark());
  }

  /** The line with texts that are not understood. */
  String unknownLine() {
    String text = line;
    for (Element element : Element.values()) {
      text =
          text.replace(element.mark(), element.unknown.get(random.nextInt(element.unknown.size())));
    }
    return text;
  }

  /** The line with each meaning of its elements. */
  List<String> meanings() {
    List<String> lines = List.of(line);
    for (Element element : Element.values()) {
      if (line.contains(element.mark())) {
        lines =
            lines.stream()
                .flatMap(
                    text ->
                        element.meanings.stream()
                            .map(meaning -> text.replace(element.mark(), meaning)))
                .toList();
      }
    }
    return lines;
  }
}
