// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.sandbox.session;

import io.asrole.sandbox.iam.Caller;
import io.asrole.sandbox.iam.Policy;
import io.asrole.sandbox.world.Role;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A session of a role.
 *
 * @param tags the session tags, with the transitive tags of earlier sessions in the chain
 * @param transitiveTagKeys the keys of the tags that the next session of a chain inherits
 * @param policies the session policies; empty if there are none
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use.html">Methods to
 *     assume a role</a>
 */
public record RoleSession(
    Role role,
    String name,
    Map<String, String> tags,
    Set<String> transitiveTagKeys,
    @Nullable String sourceIdentity,
    List<Policy> policies,
    Credentials credentials,
    Instant opened) {
  public RoleSession {
    tags = Map.copyOf(tags);
    transitiveTagKeys = Set.copyOf(transitiveTagKeys);
    policies = List.copyOf(policies);
  }

  public String arn() {
    return role.arn().session(name).toString();
  }

  public String userId() {
    return role.id() + ":" + name;
  }

  public Caller.Session caller() {
    return new Caller.Session(role.arn(), arn(), role.policies(), role.boundary(), policies);
  }

  /** The role's tags, overridden by the session tags. Keys are case-insensitive. */
  public Map<String, String> principalTags() {
    Map<String, String> all = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    all.putAll(role.tags());
    all.putAll(tags);
    return all;
  }

  /** The tags that the next session of a chain inherits. */
  public Map<String, String> transitiveTags() {
    Map<String, String> inherited = new LinkedHashMap<>(tags);
    inherited.keySet().retainAll(transitiveTagKeys);
    return inherited;
  }
}
