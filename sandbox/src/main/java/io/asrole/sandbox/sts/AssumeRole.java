// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.sandbox.sts;

import io.asrole.sandbox.arn.RoleArn;
import io.asrole.sandbox.authorization.AssumeRoleContext;
import io.asrole.sandbox.authorization.RoleDecision;
import io.asrole.sandbox.authorization.RoleRequest;
import io.asrole.sandbox.condition.Context;
import io.asrole.sandbox.iam.Policy;
import io.asrole.sandbox.json.JsonException;
import io.asrole.sandbox.json.JsonPlace;
import io.asrole.sandbox.session.RoleSession;
import io.asrole.sandbox.session.RoleSessions;
import io.asrole.sandbox.world.Role;
import io.asrole.sandbox.world.World;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The action AssumeRole.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html">AssumeRole</a>
 */
final class AssumeRole {
  private static final Duration CHAINED = Duration.ofHours(1);
  private static final int PACKED_LIMIT = 2048;

  private final World world;
  private final RecordedAuthorization authorization;
  private final RoleSessions sessions;
  private final @Nullable Duration lifetime;
  private final InstantSource clock;
  private final AssumeRoleContext contexts;

  AssumeRole(
      World world,
      RecordedAuthorization authorization,
      RoleSessions sessions,
      @Nullable Duration lifetime,
      InstantSource clock) {
    this.world = world;
    this.authorization = authorization;
    this.sessions = sessions;
    this.lifetime = lifetime;
    this.clock = clock;
    this.contexts = new AssumeRoleContext(world, clock);
  }

  StsResult call(RoleSession caller, Parameters parameters) throws StsException {
    AssumeRoleRequest request = AssumeRoleRequest.parse(parameters);
    if (RoleArn.parse(request.roleArn()).isEmpty()) {
      throw StsException.validation(request.roleArn() + " is invalid");
    }
    refuseUnsupportedParameters(parameters);
    List<Policy> policies = sessionPolicies(request);
    Map<String, String> inheritedTags = caller.transitiveTags();
    refuseInheritedTags(request, inheritedTags);
    Optional<Integer> packed = packedPolicySize(request);
    Role role = authorize(caller, request);
    Map<String, String> tags = new LinkedHashMap<>(inheritedTags);
    tags.putAll(request.tags());
    Set<String> transitive = new TreeSet<>(inheritedTags.keySet());
    transitive.addAll(request.transitiveTagKeys());
    String inheritedIdentity = caller.sourceIdentity();
    RoleSession session =
        sessions.open(
            role,
            request.roleSessionName(),
            tags,
            transitive,
            inheritedIdentity != null ? inheritedIdentity : request.sourceIdentity().orElse(null),
            policies,
            expiration(request));
    return StsResult.assumeRole(session, packed);
  }

  /**
   * The error for a session that is longer than the role, or role chaining, allows. STS answers it
   * after the decision: a request that is denied gets AccessDenied.
   *
   * @param role the requested role; empty if there is no such role
   * @see <a href="https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html">The
   *     parameter DurationSeconds</a>
   */
  static Optional<StsException> tooLong(
      AssumeRoleRequest request, Optional<Role> role, boolean chained) {
    Duration requested = Duration.ofSeconds(request.durationSeconds());
    if (chained && requested.compareTo(CHAINED) > 0) {
      return Optional.of(
          StsException.validation(
              "The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by"
                  + " role chaining."));
    }
    return role.filter(r -> requested.compareTo(r.maxSessionDuration()) > 0)
        .map(
            r ->
                StsException.validation(
                    "The requested DurationSeconds exceeds the MaxSessionDuration set for this"
                        + " role."));
  }

  private Instant expiration(AssumeRoleRequest request) {
    Duration life = lifetime != null ? lifetime : Duration.ofSeconds(request.durationSeconds());
    return clock.instant().truncatedTo(ChronoUnit.SECONDS).plus(life);
  }

  private static void refuseUnsupportedParameters(Parameters parameters) throws StsException {
    if (parameters.get("SerialNumber").isPresent() || parameters.get("TokenCode").isPresent()) {
      throw StsException.accessDenied(
          "MultiFactorAuthentication failed with invalid MFA one time pass code. ");
    }
    if (!parameters.list("ProvidedContexts", ".ProviderArn").isEmpty()) {
      throw StsException.validation("The sandbox has no ProvidedContexts.");
    }
  }

  static List<Policy> sessionPolicies(AssumeRoleRequest request) throws StsException {
    List<Policy> policies = new ArrayList<>();
    request.policyArns().stream().map(Policy::managed).forEach(policies::add);
    try {
      request.policy().map(JsonPlace::parse).map(Policy::session).ifPresent(policies::add);
      return policies;
    } catch (JsonException e) {
      throw StsException.malformedPolicy(String.valueOf(e.getMessage()));
    }
  }

  static void refuseInheritedTags(AssumeRoleRequest request, Map<String, String> inheritedTags)
      throws StsException {
    Set<String> keys = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    keys.addAll(inheritedTags.keySet());
    for (String key : request.tags().keySet()) {
      if (keys.contains(key)) {
        throw StsException.validation(
            "One of the specified transitive tag keys can't be set because it conflicts with a"
                + " transitive tag key from the calling session.");
      }
    }
  }

  /** An approximation: AWS has not published how it packs policies and tags. */
  static Optional<Integer> packedPolicySize(AssumeRoleRequest request) throws StsException {
    int size = bytes(request.policy().orElse(""));
    size += request.policyArns().stream().mapToInt(AssumeRole::bytes).sum();
    for (Map.Entry<String, String> tag : request.tags().entrySet()) {
      size += bytes(tag.getKey()) + bytes(tag.getValue());
    }
    int percent = (size * 100 + PACKED_LIMIT - 1) / PACKED_LIMIT;
    if (percent > 100) {
      throw StsException.packedPolicyTooLarge(percent);
    }
    return percent == 0 ? Optional.empty() : Optional.of(percent);
  }

  private static int bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }

  private Role authorize(RoleSession caller, AssumeRoleRequest request) throws StsException {
    RoleRequest roleRequest =
        request.roleRequest(
            "sts:AssumeRole", !caller.transitiveTags().isEmpty(), caller.sourceIdentity());
    Optional<Role> role = world.role(request.roleArn());
    // Every caller in the sandbox is a role session, the instance included: this is role chaining.
    RoleDecision result =
        authorization.decide(
            caller.caller(),
            roleRequest,
            context(caller, request, roleRequest),
            tooLong(request, role, true));
    if (!result.decision().isAllowed()) {
      // A role that does not exist gets the same error, so that nobody can search for role names.
      throw StsException.accessDenied(caller.arn(), result.action(), request.roleArn());
    }
    return role.orElseThrow();
  }

  private Context context(RoleSession caller, AssumeRoleRequest request, RoleRequest roleRequest) {
    Context plain =
        contexts.create(
            request.roleArn(),
            new AssumeRoleContext.Parameters(
                request.roleSessionName(),
                request.externalId().orElse(null),
                roleRequest.newSourceIdentity(),
                request.tags(),
                request.transitiveTagKeys()));
    return contexts.withSession(
        plain,
        caller.caller(),
        caller.role().id(),
        caller.principalTags(),
        caller.sourceIdentity(),
        caller.opened());
  }
}
