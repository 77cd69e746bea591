// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.sandbox.world;

import io.asrole.sandbox.json.JsonException;
import io.asrole.sandbox.json.JsonPlace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** A policy document of a world that is being built. */
final class PolicyDraft {
  private final Function<ArnNames, Object> document;

  private PolicyDraft(Function<ArnNames, Object> document) {
    this.document = document;
  }

  static PolicyDraft parse(String what, String json) {
    try {
      Object document = json.startsWith("arn:") ? json : JsonPlace.parse(json).value();
      return new PolicyDraft(names -> document);
    } catch (JsonException e) {
      throw new IllegalArgumentException(what + ": " + e.getMessage(), e);
    }
  }

  static PolicyDraft read(Path file) {
    try {
      return parse("policy file " + file, Files.readString(file));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the policy file " + file, e);
    }
  }

  static PolicyDraft mayAssume(String role) {
    return new PolicyDraft(
        names -> {
          Map<String, Object> statement = new LinkedHashMap<>();
          statement.put("Effect", "Allow");
          statement.put("Action", "sts:AssumeRole");
          statement.put("Resource", names.arn(role));
          return document(List.of(statement));
        });
  }

  /** A policy with these statements. A single statement needs no array. */
  static Map<String, Object> document(List<Map<String, Object>> statements) {
    Map<String, Object> policy = new LinkedHashMap<>();
    policy.put("Version", "2012-10-17");
    policy.put("Statement", statements.size() == 1 ? statements.get(0) : statements);
    return policy;
  }

  Object tree(ArnNames names) {
    return document.apply(names);
  }
}
