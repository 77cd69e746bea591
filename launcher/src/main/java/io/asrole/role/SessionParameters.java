// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.role;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Every AssumeRole parameter but the role, under AWS's own names; absent ones are null or empty.
 *
 * @param bestEffortTags whether tags and source identity are left out where a policy refuses them
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

  /** The action that tags take. */
  public static final String TAG_SESSION = "sts:TagSession";

  /** The action that a source identity takes. */
  public static final String SET_SOURCE_IDENTITY = "sts:SetSourceIdentity";

  /** What AWS grants where nothing else is asked, and the most it grants in role chaining. */
  public static final Duration DEFAULT_DURATION = Duration.ofHours(1);

  /** Nothing but AWS's defaults. */
  public static final SessionParameters NONE =
      new SessionParameters(null, null, null, null, Map.of(), List.of(), null, List.of(), false);

  /** The duration to ask for. */
  public Duration durationOrDefault() {
    return duration == null ? DEFAULT_DURATION : duration;
  }

  /** These parameters under that role session name. */
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

  /** These parameters without those that take that action. */
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

  /** These parameters, with the other's where these have none: a command line over its profile. */
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

  /** All that makes a session another one, by AWS's parameter names, for the store's key. */
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
      named.put("BestEffortTags", ""); // what it yields is no answer for who wants all of it
    }
    return named;
  }

  /** Only what was asked for: no value is "null". */
  private static void put(Map<String, String> named, String name, @Nullable String value) {
    if (value != null) {
      named.put(name, value);
    }
  }
}
