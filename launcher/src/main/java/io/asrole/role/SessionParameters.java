// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.role;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The parameters of AssumeRole other than the role, with AWS's names; absent ones are null or
 * empty.
 *
 * @param bestEffortTags whether asrole retries without tags and source identity if a policy refuses
 *     them
 * @see <a
 *     href="https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html">AssumeRole</a>
 */
public record SessionParameters(
    @Nullable Duration duration,
    @Nullable String roleSessionName,
    @Nullable String externalId,
    @Nullable String sourceIdentity,
    Map<String, String> tags,
    List<String> transitiveTagKeys,
    @Nullable String policy,
    List<String> policyArns,
    boolean bestEffortTags) {

  /** The IAM action that session tags need. */
  public static final String TAG_SESSION = "sts:TagSession";

  /** The IAM action that a source identity needs. */
  public static final String SET_SOURCE_IDENTITY = "sts:SetSourceIdentity";

  /** AWS's default, and the longest session in role chaining. */
  public static final Duration DEFAULT_DURATION = Duration.ofHours(1);

  /** AWS's defaults. */
  public static final SessionParameters NONE =
      new SessionParameters(null, null, null, null, Map.of(), List.of(), null, List.of(), false);

  /** The duration to request. */
  public Duration durationOrDefault() {
    return duration == null ? DEFAULT_DURATION : duration;
  }

  /** A copy with this role session name. */
  public SessionParameters withRoleSessionName(String name) {
    return new SessionParameters(
        duration,
        name,
        externalId,
        sourceIdentity,
        tags,
        transitiveTagKeys,
        policy,
        policyArns,
        bestEffortTags);
  }

  /** A copy without the parameters that need this IAM action. */
  public SessionParameters without(String action) {
    boolean tagged = !action.equals(TAG_SESSION);
    return new SessionParameters(
        duration,
        roleSessionName,
        externalId,
        action.equals(SET_SOURCE_IDENTITY) ? null : sourceIdentity,
        tagged ? tags : Map.of(),
        tagged ? transitiveTagKeys : List.of(),
        policy,
        policyArns,
        bestEffortTags);
  }

  /** A copy in which absent parameters are taken from {@code other}, such as the profile. */
  SessionParameters withDefaults(SessionParameters other) {
    return new SessionParameters(
        duration != null ? duration : other.duration,
        roleSessionName != null ? roleSessionName : other.roleSessionName,
        externalId != null ? externalId : other.externalId,
        sourceIdentity != null ? sourceIdentity : other.sourceIdentity,
        tags.isEmpty() ? other.tags : tags,
        transitiveTagKeys.isEmpty() ? other.transitiveTagKeys : transitiveTagKeys,
        policy != null ? policy : other.policy,
        policyArns.isEmpty() ? other.policyArns : policyArns,
        bestEffortTags || other.bestEffortTags);
  }

  /** The parameters by AWS's names, for the session's key in the store. */
  public Map<String, String> toMap() {
    Map<String, String> named = new LinkedHashMap<>();
    named.put("DurationSeconds", String.valueOf(durationOrDefault().toSeconds()));
    put(named, "RoleSessionName", roleSessionName);
    put(named, "ExternalId", externalId);
    put(named, "SourceIdentity", sourceIdentity);
    tags.forEach((key, value) -> named.put("Tag." + key, value));
    transitiveTagKeys.forEach(key -> named.put("TransitiveTagKey." + key, ""));
    put(named, "Policy", policy);
    policyArns.forEach(arn -> named.put("PolicyArn." + arn, ""));
    if (bestEffortTags) {
      named.put(
          "BestEffortTags", ""); // such a session may lack tags, so other requests must not get it
    }
    return named;
  }

  /** Leaves out null values. */
  private static void put(Map<String, String> named, String name, @Nullable String value) {
    if (value != null) {
      named.put(name, value);
    }
  }
}
