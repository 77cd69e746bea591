// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.guard;

import io.asrole.AsroleException;
import io.asrole.SessionCredentials;
import io.asrole.role.RoleArn;
import io.asrole.text.JsonWriter;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.protocols.jsoncore.JsonNode;

/**
 * What asrole-grant prints: the Version 1 document of a credential process, with the session's role
 * and region.
 *
 * @param assumedRoleArn empty if STS sent none
 * @param assumedRoleId empty if STS sent none
 * @see <a
 *     href="https://docs.aws.amazon.com/sdkref/latest/guide/feature-process-credentials.html">process
 *     credential provider</a>
 */
public record GrantDocument(
    RoleArn role,
    String assumedRoleArn,
    String assumedRoleId,
    String region,
    Instant issued,
    SessionCredentials credentials) {

  /** One line of JSON. */
  public String write() {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("Version", 1);
    members.put("AccessKeyId", credentials.accessKeyId());
    members.put("SecretAccessKey", credentials.secretAccessKey());
    members.put("SessionToken", credentials.sessionToken());
    members.put("Expiration", credentials.expiration().toString());
    members.put("AccountId", role.account());
    members.put("RoleArn", role.value());
    members.put("AssumedRoleArn", assumedRoleArn);
    members.put("AssumedRoleId", assumedRoleId);
    members.put("Region", region);
    members.put("Issued", issued.toString());
    return JsonWriter.compact(members) + "\n";
  }

  /** Reads such a line; empty if it is another text. */
  static Optional<GrantDocument> read(String json) {
    try {
      Map<String, JsonNode> members = JsonNode.parser().parse(json).asObject();
      Instant expiration = Instant.parse(text(members, "Expiration"));
      SessionCredentials credentials =
          new SessionCredentials(
              text(members, "AccessKeyId"),
              text(members, "SecretAccessKey"),
              text(members, "SessionToken"),
              expiration);
      return Optional.of(
          new GrantDocument(
              RoleArn.parse(text(members, "RoleArn")),
              text(members, "AssumedRoleArn"),
              text(members, "AssumedRoleId"),
              text(members, "Region"),
              Instant.parse(text(members, "Issued")),
              credentials));
    } catch (AsroleException | RuntimeException e) {
      return Optional.empty(); // The message of a parser may quote a key.
    }
  }

  private static String text(Map<String, JsonNode> members, String name) {
    JsonNode value = members.get(name);
    if (value == null) {
      throw new IllegalArgumentException(name);
    }
    return value.asString();
  }

  /** Shows only the role, because the credentials are secret. */
  @Override
  public String toString() {
    return "GrantDocument(" + role + ")";
  }
}
