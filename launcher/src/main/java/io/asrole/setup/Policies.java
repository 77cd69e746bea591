// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.setup;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The three policies that a start needs, no wider than what it sends.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_terms-and-concepts.html">IAM
 *     roles: trust policy, permissions policy</a>
 */
final class Policies {
  private static final String ASSUME_ROLE = "sts:AssumeRole";
  private static final String TAG_SESSION = "sts:TagSession";
  private static final String SET_SOURCE_IDENTITY = "sts:SetSourceIdentity";

  private final SetupPlan wanted;

  Policies(SetupPlan wanted) {
    this.wanted = wanted;
  }

  /** Whom the instance's role trusts: EC2. */
  Map<String, Object> ec2Trust() {
    boolean china = wanted.instanceRole().partition().equals("aws-cn");
    String ec2 = china ? "ec2.amazonaws.com.cn" : "ec2.amazonaws.com";
    return policy(List.of(statement(Map.of("Service", ec2), ASSUME_ROLE, Map.of())));
  }

  /** What the instance's role may do. */
  Map<String, Object> permission() {
    Map<String, Object> statement = new LinkedHashMap<>();
    statement.put("Effect", "Allow");
    statement.put("Action", actions());
    statement.put("Resource", wanted.role().value());
    return policy(List.of(statement));
  }

  /** Whom the role trusts: the instance's role, if it sends all that was asked for and no more. */
  Map<String, Object> trust() {
    Map<String, String> instance = Map.of("AWS", wanted.instanceRole().value());
    List<Map<String, Object>> statements = new ArrayList<>();
    Map<String, Object> all = new LinkedHashMap<>();
    put(all, "sts:ExternalId", wanted.parameters().externalId());
    put(all, "sts:RoleSessionName", wanted.parameters().roleSessionName());
    put(all, "sts:SourceIdentity", wanted.parameters().sourceIdentity());
    wanted.parameters().tags().forEach((key, value) -> put(all, "aws:RequestTag/" + key, value));
    statements.add(statement(instance, ASSUME_ROLE, equal(all)));
    if (actions().contains(TAG_SESSION)) {
      statements.add(statement(instance, TAG_SESSION, tags()));
    }
    if (actions().contains(SET_SOURCE_IDENTITY)) {
      Map<String, Object> name = new LinkedHashMap<>();
      put(name, "sts:SourceIdentity", wanted.parameters().sourceIdentity());
      statements.add(statement(instance, SET_SOURCE_IDENTITY, equal(name)));
    }
    return policy(statements);
  }

  private List<String> actions() {
    List<String> actions = new ArrayList<>(List.of(ASSUME_ROLE));
    if (!wanted.parameters().tags().isEmpty()) {
      actions.add(TAG_SESSION);
    }
    if (wanted.parameters().sourceIdentity() != null) {
      actions.add(SET_SOURCE_IDENTITY);
    }
    return actions;
  }

  private Map<String, Object> tags() {
    Map<String, Object> values = new LinkedHashMap<>();
    wanted.parameters().tags().forEach((key, value) -> put(values, "aws:RequestTag/" + key, value));
    Map<String, Object> keys = new LinkedHashMap<>();
    keys.put("aws:TagKeys", List.copyOf(wanted.parameters().tags().keySet()));
    // Of an absent key this holds too, so that no tag need be transitive.
    keys.put("sts:TransitiveTagKeys", wanted.parameters().transitiveTagKeys());
    if (wanted.parameters().transitiveTagKeys().isEmpty()) {
      keys.remove("sts:TransitiveTagKeys");
    }
    Map<String, Object> condition = new LinkedHashMap<>(equal(values));
    condition.put("ForAllValues:StringEquals", keys);
    return condition;
  }

  private static Map<String, Object> equal(Map<String, Object> values) {
    return values.isEmpty() ? Map.of() : Map.of("StringEquals", values);
  }

  private static void put(Map<String, Object> values, String key, @Nullable String value) {
    if (value != null) {
      values.put(key, value);
    }
  }

  private static Map<String, Object> statement(
      Map<String, String> principal, String action, Map<String, Object> condition) {
    Map<String, Object> statement = new LinkedHashMap<>();
    statement.put("Effect", "Allow");
    statement.put("Principal", principal);
    statement.put("Action", action);
    if (!condition.isEmpty()) {
      statement.put("Condition", condition);
    }
    return statement;
  }

  private static Map<String, Object> policy(List<Map<String, Object>> statements) {
    Map<String, Object> policy = new LinkedHashMap<>();
    policy.put("Version", "2012-10-17");
    policy.put("Statement", statements);
    return policy;
  }
}
