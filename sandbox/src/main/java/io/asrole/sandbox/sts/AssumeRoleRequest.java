// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.sandbox.sts;

import io.asrole.sandbox.authorization.RoleRequest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The parameters of AssumeRole, checked against their limits.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html">AssumeRole</a>
 */
record AssumeRoleRequest(
    String roleArn,
    String roleSessionName,
    int durationSeconds,
    Optional<String> externalId,
    Optional<String> policy,
    List<String> policyArns,
    Map<String, String> tags,
    Set<String> transitiveTagKeys,
    Optional<String> sourceIdentity) {
  private static final String NAME = "[\\w+=,.@-]*";
  private static final Constraints.Text ROLE_ARN =
      new Constraints.Text(
          "roleArn",
          20,
          2048,
          "[\\u0009\\u000A\\u000D\\u0020-\\u007E\\u0085\\u00A0-\\uD7FF\\uE000-\\uFFFD\\u10000-\\u10FFFF]+");
  private static final Constraints.Text SESSION_NAME =
      new Constraints.Text("roleSessionName", 2, 64, NAME);
  private static final Constraints.Text EXTERNAL_ID =
      new Constraints.Text("externalId", 2, 1224, "[\\w+=,.@:\\/-]*");
  private static final Constraints.Text SOURCE_IDENTITY =
      new Constraints.Text("sourceIdentity", 2, 64, NAME);
  private static final Constraints.Text POLICY =
      new Constraints.Text(
          "policy", 1, Integer.MAX_VALUE, "[\\u0009\\u000A\\u000D\\u0020-\\u00FF]+");
  private static final String TAG = "[\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]";

  static AssumeRoleRequest parse(Parameters parameters) throws StsException {
    List<Optional<String>> keys = parameters.list("Tags", ".Key");
    List<Optional<String>> values = parameters.list("Tags", ".Value");
    List<Optional<String>> transitive = parameters.list("TransitiveTagKeys", "");
    List<Optional<String>> policyArns = parameters.list("PolicyArns", ".arn");
    Constraints constraints =
        new Constraints()
            .required(ROLE_ARN, parameters.get("RoleArn"))
            .required(SESSION_NAME, parameters.get("RoleSessionName"))
            .optional(EXTERNAL_ID, parameters.get("ExternalId"))
            .optional(SOURCE_IDENTITY, parameters.get("SourceIdentity"))
            .optional(POLICY, parameters.get("Policy"))
            .atMost(50, "tags", keys)
            .atMost(50, "transitiveTagKeys", transitive)
            .atMost(10, "policyArns", policyArns);
    for (int i = 0; i < keys.size(); i++) {
      String member = "tags." + (i + 1) + ".member.";
      constraints
          .required(new Constraints.Text(member + "key", 1, 128, TAG + "+"), keys.get(i))
          .required(new Constraints.Text(member + "value", 0, 256, TAG + "*"), values.get(i));
    }
    long duration = duration(parameters.get("DurationSeconds").orElse("3600"));
    constraints.between(900, 43200, "durationSeconds", duration).enforce();
    Map<String, String> tags = tags(keys, values);
    return new AssumeRoleRequest(
        parameters.get("RoleArn").orElse(""),
        parameters.get("RoleSessionName").orElse(""),
        (int) duration,
        parameters.get("ExternalId"),
        parameters.get("Policy"),
        policyArns.stream().flatMap(Optional::stream).toList(),
        tags,
        transitive(transitive, tags),
        sourceIdentity(parameters));
  }

  private static long duration(String text) throws StsException {
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException e) {
      throw StsException.malformedInput();
    }
  }

  private static Map<String, String> tags(
      List<Optional<String>> keys, List<Optional<String>> values) throws StsException {
    Map<String, String> tags = new LinkedHashMap<>();
    Set<String> seen = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    for (int i = 0; i < keys.size(); i++) {
      String key = keys.get(i).orElse("");
      if (!seen.add(key)) {
        throw StsException.validation(
            "Duplicate tag keys found. Please note that Tag keys are case insensitive.");
      }
      if (key.regionMatches(true, 0, "aws:", 0, 4)) {
        throw StsException.validation("Tag keys must not start with aws: as " + key + " does.");
      }
      tags.put(key, values.get(i).orElse(""));
    }
    return tags;
  }

  /** The transitive tag keys, in the spelling of the tags: the request may use another case. */
  private static Set<String> transitive(List<Optional<String>> requested, Map<String, String> tags)
      throws StsException {
    Set<String> keys = new TreeSet<>();
    for (String key : requested.stream().flatMap(Optional::stream).toList()) {
      keys.add(
          tags.keySet().stream()
              .filter(key::equalsIgnoreCase)
              .findFirst()
              .orElseThrow(
                  () ->
                      StsException.validation(
                          "The specified transitive tag key must be included in the requested"
                              + " tags.")));
    }
    return keys;
  }

  private static Optional<String> sourceIdentity(Parameters parameters) throws StsException {
    Optional<String> identity = parameters.get("SourceIdentity");
    if (identity.filter(text -> text.regionMatches(true, 0, "aws:", 0, 4)).isPresent()) {
      throw StsException.validation("SourceIdentity must not start with aws:.");
    }
    return identity;
  }

  /**
   * What IAM needs to know about the request.
   *
   * @param action {@code sts:AssumeRole} or {@code sts:AssumeRoleWithWebIdentity}
   * @param inheritsTags whether the caller's session has transitive tags, which the new session
   *     inherits
   * @param inheritedSourceIdentity the source identity of the caller's session; null if it has none
   */
  RoleRequest roleRequest(
      String action, boolean inheritsTags, @Nullable String inheritedSourceIdentity) {
    return new RoleRequest(
        roleArn,
        action,
        inheritsTags || !tags.isEmpty(),
        sourceIdentity.orElse(null),
        inheritedSourceIdentity);
  }
}
