// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.sandbox.world;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Builds one role of a world: its trust policy, its identity policies and its tags. Each method
 * adds to the role, except {@link #trustPolicy}, which replaces the trust policy.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_update-role-trust-policy.html">Update
 *     a role trust policy</a>
 */
public final class RoleBuilder implements WorldDraft {
  private final WorldBuilder world;
  private final String name;
  private final List<TrustStatement> trusted = new ArrayList<>();
  private final List<PolicyDraft> policies = new ArrayList<>();
  private final Map<String, String> tags = new LinkedHashMap<>();
  private @Nullable PolicyDraft trustPolicy;
  private @Nullable PolicyDraft boundary;
  private @Nullable Duration maxSessionDuration;

  RoleBuilder(WorldBuilder world, String name) {
    this.world = world;
    this.name = name;
  }

  /**
   * Adds a statement to the trust policy that allows {@code sts:AssumeRole} to a principal.
   *
   * @param principal the name of a role of the account, with its path; an account of 12 digits; an
   *     ARN; or {@code *}
   * @throws IllegalStateException if the role has a trust policy from {@link #trustPolicy}
   * @see <a
   *     href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html">Principal</a>
   */
  public RoleBuilder trusts(String principal) {
    return trusts(TrustStatement.principal(principal));
  }

  /**
   * Adds a statement to the trust policy that allows {@code sts:AssumeRole} to a service.
   *
   * @param service the service principal, such as {@code ec2.amazonaws.com}
   * @throws IllegalStateException if the role has a trust policy from {@link #trustPolicy}
   */
  public RoleBuilder trustsService(String service) {
    return trusts(TrustStatement.service(service));
  }

  /**
   * Adds a statement to the trust policy that allows {@code sts:AssumeRoleWithWebIdentity} to the
   * tokens of an OpenID Connect provider. Add {@link #when} for the subject: without a condition,
   * each token of the provider is trusted.
   *
   * @param url the URL of the provider, such as {@code https://token.actions.githubusercontent.com}
   * @throws IllegalStateException if the role has a trust policy from {@link #trustPolicy}
   */
  public RoleBuilder trustsOidcProvider(String url) {
    return trusts(TrustStatement.oidcProvider(url));
  }

  /**
   * Adds a condition to the last statement of the trust policy: {@code when("StringEquals",
   * "sts:ExternalId", "42")}.
   *
   * @param operator the condition operator
   * @param key the condition key
   * @param values the values, of which one must match; at least one
   * @throws IllegalStateException if no {@code trusts} method was called before
   * @see <a
   *     href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition.html">Condition</a>
   */
  public RoleBuilder when(String operator, String key, String... values) {
    if (trusted.isEmpty()) {
      throw new IllegalStateException(
          "role " + name + " has no trust statement for the condition: call trusts first");
    }
    trusted.get(trusted.size() - 1).when(operator, key, List.of(values));
    return this;
  }

  /**
   * Replaces the trust policy.
   *
   * @param json the policy document
   * @throws IllegalArgumentException if the text is not JSON; other errors are reported by {@link
   *     #build}
   */
  public RoleBuilder trustPolicy(String json) {
    return trustPolicy(PolicyDraft.parse("the trust policy of role " + name, json));
  }

  /**
   * Replaces the trust policy by the document in a file.
   *
   * @throws IllegalArgumentException if the file is not JSON
   * @throws UncheckedIOException if the file cannot be read
   */
  public RoleBuilder trustPolicy(Path file) {
    return trustPolicy(PolicyDraft.read(file));
  }

  /**
   * Adds an identity policy.
   *
   * @param json the policy document
   * @throws IllegalArgumentException if the text is not JSON; other errors are reported by {@link
   *     #build}
   */
  public RoleBuilder policy(String json) {
    policies.add(PolicyDraft.parse("a policy of role " + name, json));
    return this;
  }

  /**
   * Adds the identity policy in a file.
   *
   * @throws IllegalArgumentException if the file is not JSON
   * @throws UncheckedIOException if the file cannot be read
   */
  public RoleBuilder policy(Path file) {
    policies.add(PolicyDraft.read(file));
    return this;
  }

  /**
   * Adds an identity policy that allows {@code sts:AssumeRole} on another role. A role of another
   * account needs it beside the trust policy.
   *
   * @param role the name of a role of the account, with its path, or an ARN, which may have {@code
   *     *} and {@code ?}
   */
  public RoleBuilder mayAssume(String role) {
    policies.add(PolicyDraft.mayAssume(role));
    return this;
  }

  /**
   * Sets the permissions boundary.
   *
   * @param json the policy document
   * @throws IllegalArgumentException if the text is not JSON; other errors are reported by {@link
   *     #build}
   */
  public RoleBuilder boundary(String json) {
    boundary = PolicyDraft.parse("the permissions boundary of role " + name, json);
    return this;
  }

  /** Adds a tag, or changes its value. Tag keys of IAM differ by more than case. */
  public RoleBuilder tag(String key, String value) {
    tags.put(key, value);
    return this;
  }

  /** Sets the longest session that may be requested: 1 to 12 hours; without this call 1 hour. */
  public RoleBuilder maxSessionDuration(Duration duration) {
    maxSessionDuration = duration;
    return this;
  }

  @Override
  public RoleBuilder role(String role) {
    return world.role(role);
  }

  /** The world that the role belongs to. */
  public WorldBuilder world() {
    return world;
  }

  @Override
  public String json() {
    return world.json();
  }

  private RoleBuilder trusts(TrustStatement statement) {
    if (trustPolicy != null) {
      throw new IllegalStateException("role " + name + " has a whole trust policy already");
    }
    trusted.add(statement);
    return this;
  }

  private RoleBuilder trustPolicy(PolicyDraft policy) {
    trustPolicy = policy;
    trusted.clear();
    return this;
  }

  /** The role as a member of {@code roles} in a world file. */
  Map<String, Object> tree(ArnNames names) {
    Map<String, Object> role = new LinkedHashMap<>();
    role.put("arn", names.arn(name));
    role.put("trust", trust(names));
    role.put("policies", policies.stream().map(policy -> policy.tree(names)).toList());
    if (boundary != null) {
      role.put("boundary", boundary.tree(names));
    }
    if (maxSessionDuration != null) {
      role.put("maxSessionDuration", maxSessionDuration.toSeconds());
    }
    if (!tags.isEmpty()) {
      role.put("tags", Map.copyOf(tags));
    }
    return role;
  }

  private Object trust(ArnNames names) {
    if (trustPolicy != null) {
      return trustPolicy.tree(names);
    }
    if (trusted.isEmpty()) {
      throw new IllegalStateException(
          "role " + name + " has no trust policy: call trusts or trustPolicy");
    }
    return PolicyDraft.document(trusted.stream().map(s -> s.tree(names)).toList());
  }
}
