// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.setup;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The three policies that AssumeRole needs. They allow no parameter that asrole does not send.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_terms-and-concepts.html">IAM
 *     roles: trust policy, permissions policy</a>
 */
final class Policies {
  private static final String ASSUME_ROLE = "sts:AssumeRole";
  private static final String TAG_SESSION = "sts:TagSession";
  private static final String SET_SOURCE_IDENTITY = "sts:SetSourceIdentity";

  private final SetupPlan plan;

  Policies(SetupPlan plan) {
    this.plan = plan;
  }

  /** The trust policy of the instance's role: EC2 may assume it. */
  Map<String, Object> ec2Trust() {
    boolean china = plan.instanceRole().partition().equals("aws-cn");
    String ec2 = china ? "ec2.amazonaws.com.cn" : "ec2.amazonaws.com";
    return policy(List.of(statement(Map.of("Service", ec2), ASSUME_ROLE, Map.of())));
  }

  /** The permissions policy of the instance's role: it may assume the role. */
  Map<String, Object> permission() {
    Map<String, Object> statement = new LinkedHashMap<>();
    statement.put("Effect", "Allow");
    statement.put("Action", actions());
    statement.put("Resource", plan.role().value());
    return policy(List.of(statement));
  }

  /**
   * The trust policy of the role: the instance's role may assume it with exactly these parameters.
   */
  Map<String, Object> trust() {
    Map<String, String> instance = Map.of("AWS", plan.instanceRole().value());
    List<Map<String, Object>> statements = new ArrayList<>();
    Map<String, Object> all = new LinkedHashMap<>();
    put(all, "sts:ExternalId", plan.parameters().externalId());
    put(all, "sts:RoleSessionName", plan.parameters().roleSessionName());
    put(all, "sts:SourceIdentity", plan.parameters().sourceIdentity());
    plan.parameters().tags().forEach((key, value) -> put(all, "aws:RequestTag/" + key, value));
    statements.add(statement(instance, ASSUME_ROLE, equal(all)));
    if (actions().contains(TAG_SESSION)) {
      statements.add(statement(instance, TAG_SESSION, tags()));
    }
    if (actions().contains(SET_SOURCE_IDENTITY)) {
      Map<String, Object> name = new LinkedHashMap<>();
      put(name, "sts:SourceIdentity", plan.parameters().sourceIdentity());
      statements.add(statement(instance, SET_SOURCE_IDENTITY, equal(name)));
    }
    return policy(statements);
  }

  private List<String> actions() {
    List<String> actions = new ArrayList<>(List.of(ASSUME_ROLE));
    if (!plan.parameters().tags().isEmpty()) {
      actions.add(TAG_SESSION);
    }
    if (plan.parameters().sourceIdentity() != null) {
      actions.add(SET_SOURCE_IDENTITY);
    }
    return actions;
  }

  private Map<String, Object> tags() {
    Map<String, Object> values = new LinkedHashMap<>();
    plan.parameters().tags().forEach((key, value) -> put(values, "aws:RequestTag/" + key, value));
    Map<String, Object> keys = new LinkedHashMap<>();
    keys.put("aws:TagKeys", List.copyOf(plan.parameters().tags().keySet()));
    // ForAllValues also holds for an absent key, so a request without transitive tags passes.
    keys.put("sts:TransitiveTagKeys", plan.parameters().transitiveTagKeys());
    if (plan.parameters().transitiveTagKeys().isEmpty()) {
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
