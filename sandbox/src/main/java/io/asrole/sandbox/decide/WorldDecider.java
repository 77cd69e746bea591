// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.sandbox.decide;

import io.asrole.sandbox.arn.RoleArn;
import io.asrole.sandbox.authorization.AssumeRoleContext;
import io.asrole.sandbox.authorization.Authorization;
import io.asrole.sandbox.authorization.RoleRequest;
import io.asrole.sandbox.condition.Context;
import io.asrole.sandbox.iam.Decision;
import io.asrole.sandbox.world.World;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Answers questions about one world. */
final class WorldDecider {
  private static final String SOURCE_IDENTITY = "aws:SourceIdentity";

  private final Authorization authorization;
  private final AssumeRoleContext contexts;
  private final Callers callers;

  WorldDecider(World world, InstantSource clock) {
    this.authorization = new Authorization(world);
    this.contexts = new AssumeRoleContext(world, clock);
    this.callers = new Callers(world, contexts, clock);
  }

  Decision decide(Question question) throws DecideException {
    String role = role(question.role());
    ParameterCheck.check(question, role);
    String requested = question.sourceIdentity();
    String inherited =
        question.context().getOrDefault(SOURCE_IDENTITY, List.of()).stream()
            .findFirst()
            .orElse(null);
    Callers.ResolvedCaller caller =
        callers.resolve(
            question.caller(),
            question.callerSessionPolicies(),
            contexts.create(role, parameters(question, inherited)));
    Context context =
        caller
            .context()
            .withTags("aws:PrincipalTag/", question.callerTransitiveTags())
            .withAll(question.context());
    boolean tagged = !question.tags().isEmpty() || !question.callerTransitiveTags().isEmpty();
    RoleRequest request = new RoleRequest(role, caller.action(), tagged, requested, inherited);
    Decision decision = authorization.assumeRole(caller.caller(), request, context).decision();
    if (!caller.listed() && decision.reason().startsWith("because no identity-based policy")) {
      return Decision.implicitlyDenied(
          "The world does not list %s; add it with its policies.".formatted(question.caller()),
          decision.reason());
    }
    return decision;
  }

  /** The ARN of the role with this ARN or name. The world may lack the role of the ARN. */
  private String role(String named) throws DecideException {
    if (!named.startsWith("arn:")) {
      return callers.roleNamed(named).arn().toString();
    }
    if (RoleArn.parse(named).isEmpty()) {
      throw new DecideException(
          "not a role: " + named + " (expected the ARN or the name of a role)");
    }
    return named;
  }

  /**
   * The parameters of the request.
   *
   * @param inherited the source identity of the caller's session; null if it has none
   */
  private static AssumeRoleContext.Parameters parameters(
      Question question, @Nullable String inherited) {
    String requested = question.sourceIdentity();
    return new AssumeRoleContext.Parameters(
        question.sessionName(),
        question.externalId(),
        requested == null ? inherited : requested,
        question.tags(),
        question.transitiveTagKeys());
  }
}
