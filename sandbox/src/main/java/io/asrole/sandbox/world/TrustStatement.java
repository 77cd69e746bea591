// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.sandbox.world;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** One statement of a trust policy that is being built. It allows one principal. */
final class TrustStatement {
  private final String action;
  private final Function<ArnNames, Map<String, String>> principal;
  private final Map<String, Map<String, List<String>>> conditions = new LinkedHashMap<>();

  private TrustStatement(String action, Function<ArnNames, Map<String, String>> principal) {
    this.action = action;
    this.principal = principal;
  }

  static TrustStatement principal(String principal) {
    return new TrustStatement("sts:AssumeRole", names -> Map.of("AWS", names.principal(principal)));
  }

  static TrustStatement service(String service) {
    return new TrustStatement("sts:AssumeRole", names -> Map.of("Service", service));
  }

  static TrustStatement oidcProvider(String url) {
    return new TrustStatement(
        "sts:AssumeRoleWithWebIdentity", names -> Map.of("Federated", names.oidcProvider(url)));
  }

  void when(String operator, String key, List<String> values) {
    conditions.computeIfAbsent(operator, o -> new LinkedHashMap<>()).put(key, values);
  }

  Map<String, Object> tree(ArnNames names) {
    Map<String, Object> statement = new LinkedHashMap<>();
    statement.put("Effect", "Allow");
    statement.put("Principal", principal.apply(names));
    statement.put("Action", action);
    if (!conditions.isEmpty()) {
      statement.put("Condition", conditions);
    }
    return statement;
  }
}
