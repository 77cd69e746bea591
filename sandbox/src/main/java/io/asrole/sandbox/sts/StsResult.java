// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.sandbox.sts;

import io.asrole.sandbox.session.Credentials;
import io.asrole.sandbox.session.RoleSession;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The answer of STS to a request that succeeded, before it becomes XML or JSON.
 *
 * @param action the name of the action, {@code AssumeRole}
 * @param members the members of the answer in AWS's order; the values are strings, integers,
 *     instants, or maps of these
 */
record StsResult(String action, Map<String, Object> members) {
  StsResult {
    members = Collections.unmodifiableMap(new LinkedHashMap<>(members));
  }

  static StsResult assumeRole(RoleSession session, Optional<Integer> packedPolicySize) {
    Map<String, Object> members = new LinkedHashMap<>();
    String identity = session.sourceIdentity();
    if (identity != null) {
      members.put("SourceIdentity", identity);
    }
    addSession(members, session);
    packedPolicySize.ifPresent(percent -> members.put("PackedPolicySize", percent));
    return new StsResult("AssumeRole", members);
  }

  static StsResult callerIdentity(RoleSession caller) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("Arn", caller.arn());
    members.put("UserId", caller.userId());
    members.put("Account", caller.role().arn().account());
    return new StsResult("GetCallerIdentity", members);
  }

  static StsResult accessKeyInfo(String account) {
    return new StsResult("GetAccessKeyInfo", Map.of("Account", account));
  }

  /** Adds the members AssumedRoleUser and Credentials. */
  static void addSession(Map<String, Object> members, RoleSession session) {
    Map<String, Object> user = new LinkedHashMap<>();
    user.put("AssumedRoleId", session.userId());
    user.put("Arn", session.arn());
    members.put("AssumedRoleUser", user);
    Credentials issued = session.credentials();
    Map<String, Object> credentials = new LinkedHashMap<>();
    credentials.put("AccessKeyId", issued.accessKeyId());
    credentials.put("SecretAccessKey", issued.secretAccessKey());
    credentials.put("SessionToken", issued.sessionToken());
    credentials.put("Expiration", issued.expiration());
    members.put("Credentials", credentials);
  }

  /** Only the action: the members may contain credentials. */
  @Override
  public String toString() {
    return "StsResult[" + action + "]";
  }
}
