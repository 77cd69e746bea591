// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.sandbox;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * A request for a role and the policies that decide it, made from a few statements that often meet
 * each other. The statements of a document are JSON texts.
 */
final class RandomScene {
  /** The documents that decide a request. A scene has a trust policy always, the others often. */
  enum Document {
    TRUST,
    FIRST_IDENTITY,
    SECOND_IDENTITY,
    BOUNDARY,
    SESSION,
    SCP
  }

  private static final String ACCOUNT = "arn:aws:iam::123456789012:";
  private static final List<String> PRINCIPALS =
      List.of(
          ACCOUNT + "role/Caller",
          ACCOUNT + "role/Caller",
          ACCOUNT + "root",
          ACCOUNT + "root",
          "123456789012",
          "*",
          "arn:aws:sts::123456789012:assumed-role/Caller/alice",
          "arn:aws:sts::123456789012:assumed-role/Caller/bob",
          ACCOUNT + "role/Other",
          ACCOUNT + "user/alice");
  private static final List<String> ACTIONS =
      List.of(
          "\"Action\": \"sts:AssumeRole\"",
          "\"Action\": \"sts:*\"",
          "\"Action\": [\"sts:AssumeRole\", \"sts:TagSession\"]",
          "\"Action\": \"STS:assume*\"",
          "\"Action\": \"sts:TagSession\"",
          "\"NotAction\": \"sts:TagSession\"",
          "\"NotAction\": \"sts:AssumeRole\"");
  private static final List<String> RESOURCES =
      List.of(
          "\"Resource\": \"*\"",
          "\"Resource\": \"" + ACCOUNT + "role/Target\"",
          "\"Resource\": \"" + ACCOUNT + "role/T?rg*\"",
          "\"Resource\": \"" + ACCOUNT + "role/${aws:PrincipalTag/goal}\"",
          "\"Resource\": \"" + ACCOUNT + "role/Other\"",
          "\"NotResource\": \"" + ACCOUNT + "role/Other\"",
          "\"NotResource\": \"" + ACCOUNT + "role/Tar*\"");
  private static final List<String> CONDITIONS =
      List.of(
          "{\"StringEquals\": {\"sts:ExternalId\": [\"One-1\", \"Two-2\"]}}",
          "{\"StringNotEquals\": {\"sts:ExternalId\": \"One-1\"}}",
          "{\"StringNotEqualsIfExists\": {\"aws:SourceVpce\": \"vpce-1\"}}",
          "{\"StringLike\": {\"sts:RoleSessionName\": \"${aws:username, 'build'}*\"}}",
          "{\"StringEqualsIgnoreCase\": {\"aws:PrincipalTag/goal\": \"TARGET\"}}",
          "{\"ForAllValues:StringLike\": {\"aws:PrincipalOrgPaths\": [\"o-1/*\", \"o-2/*\"]}}",
          "{\"ForAnyValue:StringEquals\": {\"aws:PrincipalOrgPaths\": \"o-1/r-1/\"}}",
          "{\"Null\": {\"aws:SourceVpce\": \"true\"}}",
          "{\"Null\": {\"sts:ExternalId\": \"false\"}}",
          "{\"ArnLike\": {\"aws:PrincipalArn\": \"arn:aws:iam::*:role/Call*\"}}",
          "{\"IpAddressIfExists\": {\"aws:SourceIp\": [\"203.0.113.0/24\", \"2001:db8::/32\"]}}",
          "{\"DateLessThan\": {\"aws:CurrentTime\": \"2026-06-01T00:00:00Z\"}}",
          "{\"NumericGreaterThanEqualsIfExists\": {\"aws:MultiFactorAuthAge\": \"300\"}}",
          "{\"BoolIfExists\": {\"aws:MultiFactorAuthPresent\": \"true\"}}");
  private static final List<String> CONTEXTS =
      List.of(
          "\"aws:SourceVpce\": \"vpce-1\"",
          "\"aws:SourceVpce\": \"vpce-2\"",
          "\"aws:PrincipalOrgPaths\": [\"o-1/r-1/\", \"o-3/r-3/\"]",
          "\"aws:PrincipalOrgPaths\": [\"o-1/r-1/\"]",
          "\"aws:SourceIp\": \"203.0.113.9\"",
          "\"aws:SourceIp\": \"2001:db8::9\"",
          "\"aws:CurrentTime\": \"2026-05-01T00:00:00Z\"",
          "\"aws:MultiFactorAuthAge\": \"299.5\"",
          "\"aws:MultiFactorAuthPresent\": \"false\"");

  private final Map<Document, List<String>> documents;
  private final String request;
  private final List<String> context;

  private RandomScene(Map<Document, List<String>> documents, String request, List<String> context) {
    this.documents = documents;
    this.request = request;
    this.context = context;
  }

  static RandomScene create(Random random) {
    Map<Document, List<String>> documents = new EnumMap<>(Document.class);
    for (Document document : Document.values()) {
      boolean present =
          switch (document) {
            case TRUST -> true;
            case FIRST_IDENTITY -> random.nextInt(4) > 0;
            default -> random.nextInt(4) == 0;
          };
      if (present) {
        List<String> statements = new ArrayList<>();
        for (int count = 1 + random.nextInt(3); count > 0; count--) {
          statements.add(statement(random, document, random.nextInt(6) == 0 ? "Deny" : "Allow"));
        }
        documents.put(document, statements);
      }
    }
    StringBuilder request = new StringBuilder();
    if (random.nextBoolean()) {
      request.append(", \"externalId\": \"").append(pick(random, List.of("One-1", "Three-3")));
      request.append('"');
    }
    if (random.nextInt(3) == 0) {
      request.append(", \"sessionName\": \"build-1\"");
    }
    if (random.nextInt(5) == 0) {
      request.append(", \"tags\": {\"Team\": \"blue\"}");
    }
    List<String> context = new ArrayList<>();
    if (random.nextBoolean()) {
      context.add(pick(random, CONTEXTS));
    }
    return new RandomScene(documents, request.toString(), context);
  }

  /** A statement that the document may have. */
  static String statement(Random random, Document document, String effect) {
    StringBuilder statement = new StringBuilder("{\"Effect\": \"" + effect + "\", ");
    if (document == Document.TRUST) {
      boolean others = effect.equals("Deny") && random.nextInt(6) == 0;
      statement.append(others ? "\"NotPrincipal\"" : "\"Principal\"");
      statement.append(": {\"AWS\": \"").append(pick(random, PRINCIPALS)).append("\"}, ");
    } else {
      statement.append(pick(random, RESOURCES)).append(", ");
    }
    statement.append(pick(random, ACTIONS));
    if (random.nextInt(3) == 0) {
      statement.append(", \"Condition\": ").append(pick(random, CONDITIONS));
    }
    return statement.append('}').toString();
  }

  /** A document that the scene has. */
  Document document(Random random) {
    return pick(random, List.copyOf(documents.keySet()));
  }

  RandomScene with(Document document, String statement) {
    Map<Document, List<String>> more = copy();
    more.computeIfAbsent(document, absent -> new ArrayList<>()).add(statement);
    return new RandomScene(more, request, context);
  }

  /** The same policies with their statements in another order, the identity policies exchanged. */
  RandomScene shuffled(Random random) {
    Map<Document, List<String>> other = copy();
    other.values().forEach(statements -> Collections.shuffle(statements, random));
    List<String> first = other.remove(Document.FIRST_IDENTITY);
    List<String> second = other.remove(Document.SECOND_IDENTITY);
    if (first != null) {
      other.put(Document.SECOND_IDENTITY, first);
    }
    if (second != null) {
      other.put(Document.FIRST_IDENTITY, second);
    }
    return new RandomScene(other, request, context);
  }

  /** The same request with two further keys in its context. */
  RandomScene withUnknownKeys() {
    List<String> more = new ArrayList<>(context);
    more.add("\"example:Unknown\": \"value\"");
    more.add("\"example:List\": [\"one\", \"two\"]");
    return new RandomScene(copy(), request, more);
  }

  /** The line for {@code asrole-sandbox decide}. */
  String line() {
    StringBuilder line = new StringBuilder();
    line.append("{\"caller\": \"arn:aws:sts::123456789012:assumed-role/Caller/alice\"");
    line.append(", \"role\": \"" + ACCOUNT + "role/Target\"").append(request);
    line.append(", \"context\": {").append(String.join(", ", context)).append('}');
    if (documents.containsKey(Document.SESSION)) {
      line.append(", \"callerSessionPolicies\": [" + policy(Document.SESSION) + "]");
    }
    line.append(", \"world\": {\"account\": \"123456789012\", \"partition\": \"aws\"");
    line.append(", \"region\": \"us-east-1\", \"instance\": {\"id\": \"i-0123456789abcdef0\"}");
    line.append(", \"users\": [{\"arn\": \"" + ACCOUNT + "user/alice\", \"policies\": []}]");
    if (documents.containsKey(Document.SCP)) {
      line.append(", \"scps\": [" + policy(Document.SCP) + "]");
    }
    List<String> identity = new ArrayList<>();
    for (Document document : List.of(Document.FIRST_IDENTITY, Document.SECOND_IDENTITY)) {
      if (documents.containsKey(document)) {
        identity.add(policy(document));
      }
    }
    String more = ", \"tags\": {\"goal\": \"Target\"}";
    if (documents.containsKey(Document.BOUNDARY)) {
      more += ", \"boundary\": " + policy(Document.BOUNDARY);
    }
    String nobody =
        "{\"Statement\": {\"Effect\": \"Allow\", \"Principal\": {\"Service\":"
            + " \"ec2.amazonaws.com\"}, \"Action\": \"sts:AssumeRole\"}}";
    line.append(", \"roles\": [" + role("Caller", nobody, String.join(", ", identity), more));
    line.append(", " + role("Other", nobody, "", ""));
    line.append(", " + role("Target", policy(Document.TRUST), "", "")).append("]}}");
    return line.toString();
  }

  private static String role(String name, String trust, String policies, String more) {
    return "{\"arn\": \"%srole/%s\", \"trust\": %s, \"policies\": [%s]%s}"
        .formatted(ACCOUNT, name, trust, policies, more);
  }

  private String policy(Document document) {
    List<String> statements = documents.getOrDefault(document, List.of());
    return "{\"Version\": \"2012-10-17\", \"Statement\": [" + String.join(", ", statements) + "]}";
  }

  private Map<Document, List<String>> copy() {
    Map<Document, List<String>> copy = new EnumMap<>(Document.class);
    documents.forEach((document, statements) -> copy.put(document, new ArrayList<>(statements)));
    return copy;
  }

  private static <T> T pick(Random random, List<T> list) {
    return list.get(random.nextInt(list.size()));
  }
}
